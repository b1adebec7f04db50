package dev.crossfire.time;

import java.time.Duration;
import java.time.Instant;

/** Time as a parameter: real in a run, made up in tests. */
public interface TimeSource {
    /** The present moment on the machine's wall clock, in microseconds where it has them. */
    Instant now();

    /**
     * Time since some moment that stays the same; bounds of waits are measured by it, because the wall clock may be set.
     *
     * <p>Made-up time is never set.
     */
    default Duration elapsed() {
        return Duration.between(Instant.EPOCH, now());
    }

    /**
     * Waits until a moment has come; returns at once when it has passed. If the wall clock is set back meanwhile, it waits
     * no longer than it would have without that.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void sleepUntil(Instant moment) throws InterruptedException;

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
}
