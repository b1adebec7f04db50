package dev.crossfire.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the load generator saw in one second, by cohort; counted by the second in which requests ended.
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
     */
    public record CohortFrame(
            long sent,
            long done,
            long good,
            long errors,
            @Nullable Double p95Millis,
            @Nullable String histogram) {}
}
