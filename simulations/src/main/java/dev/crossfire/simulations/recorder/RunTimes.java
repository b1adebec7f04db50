package dev.crossfire.simulations.recorder;

/** The moments that every record of a run refers to, set once each and read by the writing thread. */
public final class RunTimes {
    private volatile long originMillis;
    private volatile long zeroMicros = Long.MAX_VALUE;
    private volatile long stoppedMicros = Long.MAX_VALUE;

    /** The moment from which users' tags count, in milliseconds since the epoch. */
    public void origin(long millis) {
        originMillis = millis;
    }

    /** When t = 0 is, in microseconds since the epoch. */
    public void zero(long micros) {
        zeroMicros = micros;
    }

    /** From now on, what fails without an answer was cut short by Crossfire; microseconds since the epoch. */
    public void stopped(long micros) {
        stoppedMicros = Math.min(stoppedMicros, micros);
    }

    long originMillis() {
        return originMillis;
    }

    /** Whether traffic has begun, if only its warm-up. */
    public boolean begun() {
        return zeroMicros != Long.MAX_VALUE;
    }

    long zeroMicros() {
        return zeroMicros;
    }

    long stoppedMicros() {
        return stoppedMicros;
    }
}
