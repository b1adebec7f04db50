package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.Resource;
import java.util.List;
import java.util.Optional;

/** {@code lab:cache:failover}: the primaries die and their replicas take over; on AWS it takes the loss of a zone. */
public final class FailoverCache implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "lab:cache:failover",
            "Kills the primary of the target caches, so that their replica takes over.",
            List.of(),
            Optional.of(CacheTypes.WHOLE));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        for (Resource group : call.targets()) {
            call.inventory().caches().failover(group.arn(), call.wanted());
        }
        return ActionRun.oneShot();
    }
}
