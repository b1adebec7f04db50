package dev.crossfire.model;

import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault as a scenario declares it.
 *
 * @param kind the fault kind's name, as {@code database-failover}
 * @param role the role whose targets it hits
 * @param duration how long it lasts; null for one that ends by itself
 * @param settings the settings of its kind
 * @param expect what it is expected to do to users; null when it does not declare it
 */
public record FaultSpec(
        String id,
        String kind,
        String role,
        TargetSelection selection,
        Start start,
        @Nullable Duration duration,
        FaultSettings settings,
        @Nullable ExpectedEffect expect) {
    /** A fault of which nothing is expected. */
    public FaultSpec(
            String id,
            String kind,
            String role,
            TargetSelection selection,
            Start start,
            @Nullable Duration duration,
            FaultSettings settings) {
        this(id, kind, role, selection, start, duration, settings, null);
    }

    /** What a scenario expects a fault to do to users. */
    public enum ExpectedEffect {
        /** Users are affected; if none are, the load may not reach what was broken. */
        IMPACT,
        /** Users are not affected; if some are, the run fails. */
        NO_IMPACT
    }

    /** Which of the targets in a role a fault hits. */
    public sealed interface TargetSelection {
        /** Every one. */
        record All() implements TargetSelection {}

        /** So many, chosen by the seed. */
        record Count(int count) implements TargetSelection {}

        /** Such a share, rounded down, chosen by the seed. */
        record Share(Ratio share) implements TargetSelection {}
    }
}
