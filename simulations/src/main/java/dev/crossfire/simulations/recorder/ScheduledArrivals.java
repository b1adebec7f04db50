package dev.crossfire.simulations.recorder;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the users that are scheduled but not yet started are to arrive.
 *
 * <p>Gatling numbers a user when it schedules it, at most two seconds ahead, and reports only the number when it starts
 * it. A ring of fixed size bridges the two. A user that starts after 262,144 others were scheduled behind it has lost
 * its entry and counts as not known; such a run is void anyway.
 */
final class ScheduledArrivals {
    static final long UNKNOWN = -1;

    private static final int SIZE = 1 << 18;
    private static final long LOW = 0xFFFF_FFFFL;

    private final long originMillis;
    private final AtomicLongArray ring = new AtomicLongArray(SIZE);

    /** A schedule in which no arrival lies before the origin, in milliseconds since the epoch. */
    ScheduledArrivals(long originMillis) {
        this.originMillis = originMillis;
    }

    long originMillis() {
        return originMillis;
    }

    /** Notes when a user is to arrive, in milliseconds since the epoch. */
    void schedule(long user, long arrivalMillis) {
        ring.set(slot(user), (arrivalMillis - originMillis) << 32 | (user & LOW));
    }

    /** When a user was to arrive, in milliseconds after the origin, or {@link #UNKNOWN}. */
    long of(long user) {
        long entry = ring.get(slot(user));
        return (entry & LOW) == (user & LOW) ? entry >>> 32 : UNKNOWN;
    }

    private static int slot(long user) {
        return (int) (user & (SIZE - 1));
    }
}
