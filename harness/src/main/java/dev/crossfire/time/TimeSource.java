package dev.crossfire.time;

import java.time.Instant;

/** Time as a parameter: real in a run, made up in tests. */
public interface TimeSource {
    /** The present moment on the machine's wall clock, in microseconds where it has them. */
    Instant now();

    /**
     * Waits until a moment has come; returns at once when it has passed.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void sleepUntil(Instant moment) throws InterruptedException;
}
