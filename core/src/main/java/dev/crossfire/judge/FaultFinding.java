package dev.crossfire.judge;

import dev.crossfire.model.Verdict.RecoveryState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fault did to one cohort, as far as troubles and moments tell.
 *
 * @param unhealthyInterval the first trouble that belongs to the fault, or the one that was there before it; null when none is
 * @param relapses later troubles that belong to it as well
 * @param postFaultImpact troubles that began after it was cleared
 * @param causes what else may have caused the trouble, in words
 * @param seenUntil when evidence about this fault ends: the end of evidence, or a later fault during the trouble
 * @param laterFault the fault that came during the trouble; null when none did
 * @param ended the trouble ended and the cohort stayed well for its hold
 */
record FaultFinding(
        FaultMoments fault,
        String cohort,
        RecoveryState state,
        @Nullable UnhealthyInterval unhealthyInterval,
        int relapses,
        List<UnhealthyInterval> postFaultImpact,
        List<String> causes,
        long seenUntil,
        @Nullable String laterFault,
        boolean ended) {
    /** From the fault's effect to the end of its trouble; empty when there was none. */
    Interval impact() {
        long from = fault.effectiveLow();
        if (unhealthyInterval == null) {
            return new Interval(from, from);
        }
        return new Interval(from, Math.max(from, ended ? unhealthyInterval.end().highMicros() : seenUntil));
    }
}
