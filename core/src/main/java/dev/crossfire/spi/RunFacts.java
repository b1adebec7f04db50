package dev.crossfire.spi;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.RequestBins;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.PhaseFigures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The judge's counts and moments of a run, which objectives evaluate. */
public interface RunFacts {
    /** What was to be done. */
    Plan plan();

    /** How a cohort recovered after a fault; null when the fault did not take effect or the cohort sent nothing. */
    @Nullable
    CohortRecovery recovery(String fault, String cohort);

    /** A cohort's figures in a phase; null when the phase did not take place. */
    @Nullable
    PhaseFigures phase(String cohort, PhaseRef phase);

    /** A percentile of a cohort's latencies in a phase, in milliseconds; null without requests there. */
    @Nullable
    Double latencyMillis(String cohort, PhaseRef phase, double percentile);

    /**
     * A percentile of the waits that a cohort's users who sent a request at any moment met, in milliseconds; null where
     * arrivals do not wait for answers, so that {@link #latencyMillis} contains it already.
     */
    @Nullable
    Double waitMillis(String cohort, PhaseRef phase, double percentile);

    /** A percentile of the latencies of a cohort's errors alone, in milliseconds; null without errors in the phase. */
    @Nullable
    Double errorMillis(String cohort, PhaseRef phase, double percentile);

    /** The moments of a fault; null when it did not take effect. */
    @Nullable
    FaultTimes times(String fault);

    /** Whether the journal shows that a fault was never injected. */
    boolean wasNotInjected(String fault);

    /** A cohort's requests over time; null when no objective is about it or it sent nothing. */
    @Nullable
    RequestBins counts(String cohort);

    /** The run without faults that this one is compared with; null without one. */
    @Nullable
    ControlRun control();

    /** Until when after t = 0 the absence of a cohort's requests and unhealthy intervals is evidence. */
    Duration observedUntil(String cohort);

    /** The acknowledged writes compared with the system's records; figures are null where nothing was compared. */
    LedgerFigures ledger();

    /** The results of the external checks; empty where there are none. */
    ExternalObservations observations();

    /**
     * The moments of a fault that took effect, after t = 0.
     *
     * @param injected when injection was requested
     * @param effectLow the earliest moment at which it may have taken effect
     * @param effectHigh the latest such moment
     * @param cleared when it was verified to be cleared; null when it was not
     */
    record FaultTimes(
            Duration injected,
            Duration effectLow,
            Duration effectHigh,
            @Nullable Duration cleared) {}
}
