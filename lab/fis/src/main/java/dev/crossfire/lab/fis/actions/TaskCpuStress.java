package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.Tasks.Stress;
import java.util.List;
import java.util.Optional;

/** {@code aws:ecs:task-cpu-stress}: tasks keep processors busy. */
public final class TaskCpuStress implements FisAction {
    private static final String WORKERS = "workers";

    private static final ActionSpec SPEC = new ActionSpec(
            "aws:ecs:task-cpu-stress",
            "Stresses the processors of the target tasks.",
            List.of(
                    Percent.parameter("100", "How busy each processor is, in percent."),
                    ActionSpec.Parameter.optional(
                            WORKERS, ActionSpec.Kind.NUMBER, "0", "How many processors are kept busy; 0 is all."),
                    ActionSpec.Parameter.optional(
                            "installDependencies",
                            ActionSpec.Kind.FLAG,
                            "true",
                            "Whether what it takes is installed first; the lab's tasks bring it."),
                    TimedEffect.DURATION),
            Optional.of(EcsTypes.TASKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        Stress stress = new Stress.Cpu(Percent.of(call), call.number(WORKERS));
        return TimedEffect.on(call, task -> call.inventory()
                .tasks()
                .stress(task.arn(), stress, call.duration(TimedEffect.DURATION.name())));
    }
}
