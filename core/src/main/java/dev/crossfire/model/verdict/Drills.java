package dev.crossfire.model.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The drills that the verdict rests on; of a run that was not repeated only their number is known.
 *
 * @param count how many took place
 * @param requested how many drills were to take place
 * @param mayFail how many may fail without the whole failing
 * @param errored those that ended without an answer, or with a fault that could not be verified to be cleared
 * @param passShare of those that passed or failed; null when none did
 * @param stopped why no more took place; null when all did
 * @param recovery a distribution for every fault and cohort
 */
public record Drills(
        int count,
        @Nullable Integer requested,
        @Nullable Integer mayFail,
        @Nullable Integer passed,
        @Nullable Integer failed,
        @Nullable Integer inconclusive,
        @Nullable Integer errored,
        @Nullable ShareEstimate passShare,
        @Nullable String stopped,
        List<Drill> drills,
        List<RecoveryDistribution> recovery) {
    public Drills {
        drills = List.copyOf(drills);
        recovery = List.copyOf(recovery);
    }

    /** Of a single run. */
    public Drills(int count) {
        this(count, null, null, null, null, null, null, null, null, List.of(), List.of());
    }

    /**
     * One drill of several.
     *
     * @param drill its folder's name
     * @param run null when it ended before it had a plan
     * @param why what kept it from an answer; null when nothing did
     */
    public record Drill(
            String drill,
            @Nullable String run,
            RunOutcome outcome,
            @Nullable String why) {}

    /**
     * A cohort's recovery from a fault, over all drills.
     *
     * @param recovered drills in which it was seen to recover
     * @param noImpact drills without measurable impact; they count as 0 s, and towards upper bounds as their detection
     *     limit
     * @param notRecovered drills in which it was not seen to recover; they count as longer than all others
     * @param excluded drills that are no evidence: the fault was not injected or not confirmed, or the cohort was
     *     unhealthy before it
     * @param seconds of those that recovered, sorted
     * @param medianSeconds null when no drill is evidence or half of them or more did not end
     * @param longestSeconds null when a drill did not end or none is evidence
     */
    public record RecoveryDistribution(
            String fault,
            String cohort,
            int recovered,
            int noImpact,
            int notRecovered,
            int excluded,
            List<Double> seconds,
            @Nullable Double medianSeconds,
            @Nullable Double longestSeconds,
            List<Quantile> quantiles) {
        public RecoveryDistribution {
            seconds = List.copyOf(seconds);
            quantiles = List.copyOf(quantiles);
        }
    }

    /**
     * A quantile of recovery over drills, with bounds that hold whatever the distribution is; each is one-sided.
     *
     * @param share as 0.9
     * @param atLeastSeconds null when too few drills bound it from below
     * @param atMostSeconds null when too few drills bound it from above, or the one that does so did not end
     * @param why no upper bound is stated; null when one is
     */
    public record Quantile(
            double share,
            @Nullable Double atLeastSeconds,
            @Nullable Double atMostSeconds,
            double confidence,
            @Nullable String why) {}

    /** A share with its two-sided bounds at a confidence. */
    public record ShareEstimate(double value, double low, double high, double confidence) {}
}
