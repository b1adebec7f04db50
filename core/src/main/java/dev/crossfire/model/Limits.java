package dev.crossfire.model;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much may be broken; null means no limit is set here.
 *
 * @param zones how many zones at once
 * @param targets how many targets at once
 * @param duration how long a fault may last
 * @param costDollars how much a run may cost, in US dollars
 * @param kinds which fault kinds are allowed
 */
public record Limits(
        @Nullable Integer zones,
        @Nullable Integer targets,
        @Nullable Duration duration,
        @Nullable Double costDollars,
        @Nullable Set<String> kinds) {
    /** Nothing is limited. */
    public static final Limits NONE = new Limits(null, null, null, null, null);
}
