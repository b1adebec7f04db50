package dev.crossfire.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The load generator's counts of one second, by cohort; a request counts in the second in which it ended.
 *
 * @param second whole seconds after t = 0, negative in warm-up
 */
public record Frame(int second, Map<String, CohortFrame> cohorts) {
    /**
     * One cohort's second.
     *
     * @param sent requests started
     * @param done requests ended
     * @param good requests that ended with a correct answer within L of their intended start
     * @param errors requests that ended without a correct answer
     * @param p95Millis of the latencies from the intended start of those that ended; null when none did
     * @param histogram the latencies in microseconds, HdrHistogram's compressed form in Base64; null on the live line
     * @param users as the second ended; null when that is not known
     */
    public record CohortFrame(
            long sent,
            long done,
            long good,
            long errors,
            @Nullable Double p95Millis,
            @Nullable String histogram,
            @Nullable Users users) {}

    /**
     * The users of a cohort at one moment. Users who wait for an answer send nothing, so the requests do not show them.
     *
     * @param active users that have come and not yet left; not those who have yet to send their first request
     * @param waiting active users with a request that has been unanswered for longer than L, or for longer than a
     *     second where the cohort has no L
     * @param unhealthy active users who wait for longer than L, or whose last answer was bad
     */
    public record Users(long active, long waiting, long unhealthy) {
        /** These users and others. */
        public Users plus(Users other) {
            return new Users(active + other.active, waiting + other.waiting, unhealthy + other.unhealthy);
        }
    }
}
