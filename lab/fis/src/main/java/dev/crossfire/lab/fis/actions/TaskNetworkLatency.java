package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import dev.crossfire.lab.fis.NetworkFault.Traffic;
import java.util.List;
import java.util.Optional;

/** {@code aws:ecs:task-network-latency}: what a task sends takes longer. */
public final class TaskNetworkLatency implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "aws:ecs:task-network-latency",
            "Adds latency to the network of the target tasks.",
            List.of(NetworkParameters.DELAY, NetworkParameters.JITTER, EcsTypes.ENDPOINTS, TimedEffect.DURATION),
            Optional.of(EcsTypes.TASKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        NetworkFault fault = NetworkParameters.slow(call, Traffic.EGRESS);
        return TimedEffect.on(call, target -> call.inventory().network().disrupt(target.arn(), fault));
    }
}
