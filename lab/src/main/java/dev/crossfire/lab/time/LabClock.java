package dev.crossfire.lab.time;

import java.time.Clock;

/** The only place in the lab that reads the machine's clocks. */
public final class LabClock {
    private LabClock() {}

    /** The wall clock. */
    public static Clock wall() {
        return Clock.systemUTC();
    }

    /** The monotonic clock, in nanoseconds from an arbitrary moment: only differences mean anything. */
    public static long nanos() {
        return System.nanoTime();
    }
}
