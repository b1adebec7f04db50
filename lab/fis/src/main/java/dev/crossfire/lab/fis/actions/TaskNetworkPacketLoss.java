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

/** {@code aws:ecs:task-network-packet-loss}: packets that a task sends are lost, and sent again. */
public final class TaskNetworkPacketLoss implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "aws:ecs:task-network-packet-loss",
            "Adds packet loss to the network of the target tasks.",
            List.of(NetworkParameters.LOSS, EcsTypes.ENDPOINTS, TimedEffect.DURATION),
            Optional.of(EcsTypes.TASKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        NetworkFault fault = NetworkParameters.lossy(call, Traffic.EGRESS);
        return TimedEffect.on(call, target -> call.inventory().network().disrupt(target.arn(), fault));
    }
}
