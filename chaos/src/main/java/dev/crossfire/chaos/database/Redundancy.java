package dev.crossfire.chaos.database;

import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds databases that serve but have no standby yet that could take over. */
public final class Redundancy {
    private Redundancy() {}

    /**
     * Probes each once.
     *
     * @return which lack their standby; null when none does, or none serves
     * @throws FaultException when one of them is no database
     */
    public static @Nullable String lacking(Environment environment, List<Target> databases) throws FaultException {
        List<String> lacking = new ArrayList<>();
        for (Target database : databases) {
            PairConfirmation proof = PairConfirmation.of(
                    environment.capability(database, Failover.class).pair(), environment.clock());
            if (proof.writable() && !proof.intact()) {
                lacking.add("the standby of " + database.role() + " (" + proof.detail() + ")");
            }
        }
        return lacking.isEmpty() ? null : String.join(", ", lacking);
    }
}
