package dev.crossfire.conductor;

import java.time.Duration;

/**
 * Time that passes evenly: what is done to the wall clock does not show in it, and neither does the sleep of a machine.
 *
 * <p>Whoever judges by silence asks this clock. A laptop that slept for an hour has not been silent to itself.
 */
@FunctionalInterface
public interface Ticker {
    /** The time since some moment that stays the same for the life of this process. */
    Duration elapsed();
}
