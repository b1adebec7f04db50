package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import java.util.List;
import java.util.Optional;

/** {@code lab:link:reset}: connections over a link are reset, those there are and every new one. */
public final class LinkReset implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "lab:link:reset",
            "Resets every connection over the target links.",
            List.of(TimedEffect.DURATION),
            Optional.of(LinkTypes.LINKS));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        NetworkFault fault = new NetworkFault.Reset();
        return TimedEffect.on(call, target -> call.inventory().network().disrupt(target.arn(), fault));
    }
}
