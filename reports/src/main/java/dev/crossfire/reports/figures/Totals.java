package dev.crossfire.reports.figures;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.reports.figures.CloseUp.RequestPoint;
import java.util.BitSet;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What is counted over all requests. */
public final class Totals {
    private static final long LONGEST_LAG_MICROS = 600_000_000L;

    private final Histogram lag = new Histogram(LONGEST_LAG_MICROS, 3);
    private final BitSet cohorts = new BitSet();
    private long requests;
    private long errors;
    private long late;
    private long warmUp;
    private long aborted;
    private long outside;
    private long intendedKnown;
    private long undrawn;

    void add(RequestRecord request, RequestPoint.RequestOutcome outcome, boolean drawn) {
        requests++;
        cohorts.set(request.cohort());
        errors += outcome == RequestPoint.RequestOutcome.ERROR ? 1 : 0;
        late += outcome == RequestPoint.RequestOutcome.LATE ? 1 : 0;
        undrawn += drawn ? 0 : 1;
        if (request.intendedKnown()) {
            intendedKnown++;
            lag.recordValue(Math.max(0, Math.min(request.lagMicros(), LONGEST_LAG_MICROS)));
        }
    }

    /** Counts the cohort of a request that is counted itself already. */
    void addCohort(RequestRecord request) {
        cohorts.set(request.cohort());
    }

    void leaveOut(RequestRecord request) {
        if (request.isWarmUp()) {
            warmUp++;
        } else if (request.isAborted()) {
            aborted++;
        } else {
            outside++;
        }
    }

    /** Requests that are evidence about the system. */
    public long requests() {
        return requests;
    }

    /** Of those, the ones with a wrong answer or none. */
    public long errors() {
        return errors;
    }

    /** Of those, the ones with a correct answer later than L. */
    public long late() {
        return late;
    }

    /** Requests of the warm-up, left out everywhere. */
    public long warmUp() {
        return warmUp;
    }

    /** Requests cut short by Crossfire's own stop, left out everywhere. */
    public long aborted() {
        return aborted;
    }

    /** Requests that were to start before t = 0 or after the load's planned end: drawn, and counted nowhere. */
    public long outside() {
        return outside;
    }

    /** Requests whose intended start is known. */
    public long intendedKnown() {
        return intendedKnown;
    }

    /** Requests that began outside the drawn interval. */
    public long undrawn() {
        return undrawn;
    }

    /** How many cohorts sent something. */
    public int cohorts() {
        return cohorts.cardinality();
    }

    /** A percentile of the injector lag in milliseconds; null when no intended start is known. */
    public @Nullable Double lagMillis(double percentile) {
        return intendedKnown == 0 ? null : lag.getValueAtPercentile(percentile) / 1000.0;
    }
}
