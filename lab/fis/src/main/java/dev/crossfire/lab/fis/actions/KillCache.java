package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import java.util.List;
import java.util.Optional;

/** {@code lab:cache:kill}: all servers of the caches are dead for a while, and come back empty; AWS has no such action. */
public final class KillCache implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "lab:cache:kill",
            "Kills all servers of the target caches and keeps them down.",
            List.of(TimedEffect.DURATION),
            Optional.of(CacheTypes.WHOLE));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        return TimedEffect.on(call, group -> call.inventory().caches().kill(group.arn()));
    }
}
