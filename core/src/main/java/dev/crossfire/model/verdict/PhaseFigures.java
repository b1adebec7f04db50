package dev.crossfire.model.verdict;

import dev.crossfire.model.objective.PhaseRef.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Counts and percentiles of one cohort in one phase; latencies from the intended start.
 *
 * @param userTime the same by users instead of requests; null where arrivals do not wait for answers
 */
public record PhaseFigures(
        @Nullable String fault,
        String cohort,
        Phase phase,
        long requests,
        long errors,
        long bad,
        @Nullable Double errorRatio,
        @Nullable Double errorRatioHigh,
        @Nullable Double p50Millis,
        @Nullable Double p95Millis,
        @Nullable Double p99Millis,
        @Nullable UserTime userTime) {
    /**
     * The waits of users who send their next request only after their last answer. A user who waits sends nothing, so
     * the requests alone hide how long users waited.
     *
     * @param seconds of all users together, from each one's first request to the last answer
     * @param unhealthyShare the share of that in which a user waited for longer than L, or had a bad answer and no good
     *     one since
     * @param unsentRequests requests that were not sent because their users waited, and would have been bad
     * @param p50Millis the wait of a user who sends a request at any moment; so with the others
     */
    public record UserTime(
            double seconds,
            double unhealthyShare,
            long unsentRequests,
            @Nullable Double p50Millis,
            @Nullable Double p95Millis,
            @Nullable Double p99Millis) {}
}
