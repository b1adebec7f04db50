package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import java.util.List;
import java.util.Optional;

/** {@code lab:link:blackhole}: nothing passes a link, and clients get no error. */
public final class LinkBlackhole implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "lab:link:blackhole",
            "Drops everything that travels the target links.",
            List.of(TimedEffect.DURATION),
            Optional.of(LinkTypes.LINKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        NetworkFault fault = new NetworkFault.Blackhole();
        return TimedEffect.on(call, target -> call.inventory().network().disrupt(target.arn(), fault));
    }
}
