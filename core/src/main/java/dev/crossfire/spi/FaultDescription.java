package dev.crossfire.spi;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The description of a fault kind, for scenarios, plans and the documentation.
 *
 * @param name what scenarios call it, as {@code database-failover}
 * @param summary what it does, in one sentence without a full stop
 * @param settings the record type of its settings
 * @param needs what its targets must let be done to them; the environments whose targets offer that can inject it
 * @param duration whether a scenario gives it a duration
 * @param irreversible what of it cannot be undone; null when everything can
 * @param confirmedBy how it is confirmed from the outside that it took place, in one sentence without a full stop
 * @param clearedBy how it ends, by itself and by healing, in one sentence without a full stop
 */
public record FaultDescription<S extends FaultSettings>(
        String name,
        String summary,
        Class<S> settings,
        Set<Capability> needs,
        DurationRule duration,
        @Nullable String irreversible,
        String confirmedBy,
        String clearedBy) {
    /** Whether a scenario gives a fault a duration. */
    public enum DurationRule {
        /** It must. */
        REQUIRED,
        /** It must or must not, as {@link FaultKind#requiresDuration} decides by the fault's settings. */
        DEPENDS_ON_SETTINGS,
        /** It must not: the fault ends by itself. */
        NONE
    }

    public FaultDescription {
        needs = Set.copyOf(needs);
    }
}
