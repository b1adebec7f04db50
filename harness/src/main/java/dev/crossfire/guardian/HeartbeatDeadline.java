package dev.crossfire.guardian;

import java.time.Duration;

/**
 * The deadline of the conducting thread's next heartbeat. Reads no clock.
 *
 * <p>A process whose heartbeats come from a thread of their own looks alive for as long as that thread runs; only the
 * working thread can show that it still works.
 */
final class HeartbeatDeadline {
    private Duration until;

    /** A promise that is given now, on behalf of a thread that has not begun yet. */
    HeartbeatDeadline(Duration now, Duration atMost) {
        until = now.plus(atMost);
    }

    /** The thread goes on, and will send the next heartbeat. */
    synchronized void give(Duration now, Duration atMost) {
        until = now.plus(atMost);
    }

    /** Whether its heartbeat came in time. */
    synchronized boolean isKept(Duration now) {
        return now.compareTo(until) <= 0;
    }
}
