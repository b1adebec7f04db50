package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.FisAction;
import java.util.List;
import java.util.stream.Stream;

/** Every action that the emulator ships, by the service that it belongs to. */
public final class ShippedActions {
    private ShippedActions() {}

    /** Returns the catalogue of all shipped actions. */
    public static ActionCatalogue catalogue() {
        List<FisAction> all = Stream.of(
                        Ec2Actions.all(),
                        EcsActions.all(),
                        ElastiCacheActions.all(),
                        NetworkActions.all(),
                        OrchestrationActions.all(),
                        RdsActions.all())
                .flatMap(List::stream)
                .toList();
        return new ActionCatalogue(all);
    }
}
