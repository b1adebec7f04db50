package dev.crossfire.time;

import java.time.Duration;

/**
 * Monotonic time: neither a change of the wall clock nor the sleep of a machine shows in it.
 *
 * <p>Code that judges by silence reads this clock. A laptop that slept for an hour has not been silent to itself.
 */
@FunctionalInterface
public interface MonotonicClock {
    /** The time since some moment that stays the same for the life of this process. */
    Duration elapsed();
}
