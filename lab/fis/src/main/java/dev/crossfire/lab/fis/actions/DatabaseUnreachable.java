package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import java.util.List;
import java.util.Optional;

/** {@code lab:database:unreachable}: clients cannot reach a database, which goes on undisturbed. */
public final class DatabaseUnreachable implements FisAction {
    private static final ActionSpec.Parameter HOW =
            ActionSpec.Parameter.optional("how", ActionSpec.Kind.TEXT, "hang", "What clients meet: hang or refuse.");

    private static final ActionSpec SPEC = new ActionSpec(
            "lab:database:unreachable",
            "Makes the target DB clusters unreachable for everybody, while they run on.",
            List.of(HOW, TimedEffect.DURATION),
            Optional.of(new ActionSpec.Target("Clusters", RdsTypes.CLUSTER)));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        NetworkFault fault = fault(call);
        return TimedEffect.on(call, target -> call.inventory().network().disrupt(target.arn(), fault));
    }

    private static NetworkFault fault(ActionCall call) throws InventoryException {
        String how = call.text(HOW.name());
        return switch (how) {
            case "hang" -> new NetworkFault.Blackhole();
            case "refuse" -> new NetworkFault.Reset();
            default -> throw new InventoryException("how is " + how + "; wanted hang or refuse");
        };
    }
}
