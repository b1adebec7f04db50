package dev.crossfire.model.quantity;

import java.time.Duration;

/**
 * How long faults may last in an environment, for every plan.
 *
 * @param shortest a fault's duration is no shorter
 * @param longest nor longer
 * @param whose whose limit that is
 */
public record DurationLimit(Duration shortest, Duration longest, String whose) {
    /** Whether it allows a duration. */
    public boolean holds(Duration duration) {
        return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
    }
}
