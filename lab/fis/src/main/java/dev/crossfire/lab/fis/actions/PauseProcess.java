package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import java.util.List;
import java.util.Optional;

/** {@code lab:process:pause}: tasks are alive, keep their connections, and do nothing; AWS has no such action. */
public final class PauseProcess implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "lab:process:pause",
            "Stops the processes of the target tasks where they are, and lets them go on afterwards.",
            List.of(TimedEffect.DURATION),
            Optional.of(EcsTypes.TASKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        return TimedEffect.on(call, task -> call.inventory().tasks().pause(task.arn()));
    }
}
