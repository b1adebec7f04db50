package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.Resource;
import java.util.List;
import java.util.Optional;

/** {@code lab:cache:flush}: all servers of the caches restart and know nothing any more; AWS has no such action. */
public final class EmptyCache implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "lab:cache:flush",
            "Restarts all servers of the target caches, which forget everything.",
            List.of(),
            Optional.of(CacheTypes.WHOLE));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        for (Resource group : call.targets()) {
            call.inventory().caches().empty(group.arn());
        }
        return ActionRun.oneShot();
    }
}
