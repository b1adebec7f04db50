package dev.crossfire.simulations.vitals;

import org.jspecify.annotations.Nullable;

/**
 * Sees when the wall clock is set, by the monotonic one; pure.
 *
 * <p>A clock that is slewed, as NTP does it, moves by half a millisecond a second and is not one that was set.
 */
final class ClockWatch {
    /** Less than this between two readings is slewing, or the reading of two clocks one after the other. */
    static final long LEAST_STEP_MICROS = 20_000;

    /** Between the two readings this thread was suspended, so they cannot be compared. */
    private static final long MOST_READING_MICROS = 1_000;

    private @Nullable Long offset;

    /**
     * Compares the clocks once.
     *
     * @param before the monotonic clock just before the wall clock was read, microseconds
     * @param wall the wall clock, microseconds
     * @param after the monotonic clock just after
     * @return by how much the wall clock was set since the last comparison, microseconds; 0 when it was not
     */
    long look(long before, long wall, long after) {
        if (after - before > MOST_READING_MICROS) {
            return 0;
        }
        long now = wall - before;
        long moved = offset == null ? 0 : now - offset;
        offset = now;
        return Math.abs(moved) < LEAST_STEP_MICROS ? 0 : moved;
    }
}
