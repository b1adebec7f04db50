package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.RequestRecord;
import org.HdrHistogram.Histogram;

/** A whole run in a few numbers, and how late its requests began. */
public final class RunTotals {
    private final Histogram lag = new Histogram(3);
    private long requests;
    private long intendedKnown;
    private long aborted;

    void add(RequestRecord request) {
        requests++;
        aborted += request.isAborted() ? 1 : 0;
        if (request.intendedKnown()) {
            intendedKnown++;
            if (request.isEvidence()) {
                lag.recordValue(Math.max(0, request.lagMicros()));
            }
        }
    }

    /** All requests recorded. */
    public long requests() {
        return requests;
    }

    /** Those whose intended start is known. */
    public long intendedKnown() {
        return intendedKnown;
    }

    /** Those cut short by a stop. */
    public long aborted() {
        return aborted;
    }

    /** The lag of the known ones after t = 0, in microseconds. */
    public Histogram lagMicros() {
        return lag;
    }
}
