package dev.crossfire.judge.impact;

import dev.crossfire.judge.timeline.FaultMoments;
import dev.crossfire.judge.timeline.Interval;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The impact of a fault on one cohort, as far as unhealthy intervals and moments show it.
 *
 * @param unhealthyInterval the first interval that belongs to the fault, or the one that began before it; null when
 *     there is none
 * @param relapses later intervals that belong to it as well
 * @param postFaultImpact intervals that began after it was cleared
 * @param causes what else may have caused the interval
 * @param observedUntil when evidence about this fault ends: the end of evidence, or a later fault during the interval
 * @param laterFault the fault that came during the interval; null when none did
 * @param ended the interval ended and the cohort stayed healthy for its stable-for time
 */
public record FaultFinding(
        FaultMoments fault,
        String cohort,
        RecoveryState state,
        @Nullable UnhealthyInterval unhealthyInterval,
        int relapses,
        List<UnhealthyInterval> postFaultImpact,
        List<String> causes,
        long observedUntil,
        @Nullable String laterFault,
        boolean ended) {
    /** From the fault's effect to the end of its unhealthy interval; empty when there was none. */
    public Interval impact() {
        long from = fault.effectiveLow();
        if (unhealthyInterval == null) {
            return new Interval(from, from);
        }
        return new Interval(from, Math.max(from, ended ? unhealthyInterval.end().highMicros() : observedUntil));
    }
}
