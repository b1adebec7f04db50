package dev.crossfire.chaos.database;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Converts a time that a server stamped with its clock to Crossfire's clock.
 *
 * <p>Each answer was made between its request and its arrival, which bounds how far Crossfire's clock is ahead of the
 * server's; the intersection of all bounds is as narrow as the fastest answer, and an answer that came slowly can then
 * be placed within the time it took. Source: Cristian, Probabilistic clock synchronization, 1989.
 */
final class ServerClock {
    private @Nullable Duration least;
    private @Nullable Duration most;

    /**
     * Not before when, by Crossfire's clock, an answer was made; never before {@code began}.
     *
     * @param began just before the request, by Crossfire's clock
     * @param ended just after the answer, by Crossfire's clock
     * @param stamp when the server made the answer, by its clock
     */
    Instant notBefore(Instant began, Instant ended, Instant stamp) {
        Duration low = Duration.between(stamp, began);
        Duration high = Duration.between(stamp, ended);
        Duration narrowed = least == null || least.compareTo(low) < 0 ? low : least;
        Duration widest = most == null || most.compareTo(high) > 0 ? high : most;
        // Nothing in common: one of the clocks was set, or this is another server.
        boolean contradicted = narrowed.compareTo(widest) > 0;
        least = contradicted ? low : narrowed;
        most = contradicted ? high : widest;
        return stamp.plus(least);
    }
}
