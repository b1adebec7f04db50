package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import java.util.List;
import java.util.Optional;

/** {@code lab:link:latency}: what travels a link in one direction takes longer. */
public final class LinkLatency implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "lab:link:latency",
            "Delays what travels the target links in one direction.",
            List.of(
                    NetworkParameters.DELAY,
                    NetworkParameters.JITTER,
                    NetworkParameters.DIRECTION,
                    TimedEffect.DURATION),
            Optional.of(LinkTypes.LINKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        NetworkFault fault = NetworkParameters.slow(call, NetworkParameters.traffic(call));
        return TimedEffect.on(call, target -> call.inventory().network().disrupt(target.arn(), fault));
    }
}
