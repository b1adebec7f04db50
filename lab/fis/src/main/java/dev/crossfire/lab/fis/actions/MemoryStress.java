package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.Tasks.Stress;
import java.util.List;
import java.util.Optional;

/** {@code lab:memory:stress}: tasks use up their memory; AWS has such an action for pods only. */
public final class MemoryStress implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "lab:memory:stress",
            "Stresses the memory of the target tasks.",
            List.of(Percent.parameter("80", "How much of the memory is in use, in percent."), TimedEffect.DURATION),
            Optional.of(EcsTypes.TASKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        Stress stress = new Stress.Memory(Percent.of(call));
        return TimedEffect.on(call, task -> call.inventory()
                .tasks()
                .stress(task.arn(), stress, call.duration(TimedEffect.DURATION.name())));
    }
}
