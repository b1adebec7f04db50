package dev.crossfire.guardian;

import java.time.Duration;

/**
 * What the thread that conducts has promised: to be heard of again within some time. Reads no clock.
 *
 * <p>A process whose beats come from a thread of their own is alive for as long as that thread is; whether it still does
 * its work only the thread that works can say.
 */
final class HeartbeatDeadline {
    private Duration until;

    /** A promise that is given now, on behalf of a thread that has not begun yet. */
    HeartbeatDeadline(Duration now, Duration atMost) {
        until = now.plus(atMost);
    }

    /** The thread goes on, and will say so again. */
    synchronized void give(Duration now, Duration atMost) {
        until = now.plus(atMost);
    }

    /** Whether it was heard of in time. */
    synchronized boolean isKept(Duration now) {
        return now.compareTo(until) <= 0;
    }
}
