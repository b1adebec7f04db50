package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import java.util.List;
import java.util.Optional;

/** {@code lab:link:loss}: packets on a link are lost in one direction, and sent again. */
public final class LinkLoss implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "lab:link:loss",
            "Loses packets that travel the target links in one direction.",
            List.of(NetworkParameters.LOSS, NetworkParameters.DIRECTION, TimedEffect.DURATION),
            Optional.of(LinkTypes.LINKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        NetworkFault fault = NetworkParameters.lossy(call, NetworkParameters.traffic(call));
        return TimedEffect.on(call, target -> call.inventory().network().disrupt(target.arn(), fault));
    }
}
