package dev.crossfire.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault as a scenario asks for it.
 *
 * @param kind the fault kind's name, as {@code database-failover}
 * @param role the role whose targets it hits
 * @param duration how long it lasts; null for one that ends by itself
 * @param settings what is particular to the kind
 */
public record FaultSpec(
        String id,
        String kind,
        String role,
        Selection selection,
        Start start,
        @Nullable Duration duration,
        FaultSettings settings) {}
