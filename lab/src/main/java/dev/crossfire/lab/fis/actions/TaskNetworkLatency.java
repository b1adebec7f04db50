package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.EstateException;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.link.Ailment;
import dev.crossfire.lab.link.Direction;
import java.util.List;
import java.util.Optional;

/** {@code aws:ecs:task-network-latency}: what a task sends takes longer. */
public final class TaskNetworkLatency implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "aws:ecs:task-network-latency",
            "Adds latency to the network of the target tasks.",
            List.of(Shape.DELAY, Shape.JITTER, EcsTypes.ENDPOINTS, Holding.DURATION),
            Optional.of(EcsTypes.TASKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws EstateException {
        Ailment ailment = Shape.slow(call, Direction.TO_CLIENT);
        return Holding.on(call, target -> call.estate().network().afflict(target.arn(), ailment));
    }
}
