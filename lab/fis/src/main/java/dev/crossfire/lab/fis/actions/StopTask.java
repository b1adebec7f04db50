package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.Resource;
import java.util.List;
import java.util.Optional;

/** {@code aws:ecs:stop-task}: tasks end; their service starts others. */
public final class StopTask implements FisAction {
    private static final ActionSpec SPEC =
            new ActionSpec("aws:ecs:stop-task", "Stops the target tasks.", List.of(), Optional.of(EcsTypes.TASKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        for (Resource task : call.targets()) {
            call.inventory().tasks().stop(task.arn());
        }
        return ActionRun.oneShot();
    }
}
