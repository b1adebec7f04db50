package dev.crossfire.model.verdict;

import org.jspecify.annotations.Nullable;

/** How a cohort recovered after a fault; times in seconds, counted from the fault's effect unless named otherwise. */
public record CohortRecovery(
        String fault,
        String cohort,
        RecoveryState state,
        @Nullable Double onsetSeconds,
        @Nullable Double seconds,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double fromInjectedSeconds,
        int relapses,
        long badRequests,
        long errors,
        @Nullable Double firstSuccessSeconds,
        @Nullable Double detectionLimitSeconds,
        @Nullable Long inFlightWhenEffective,
        @Nullable PostFaultIntervals postFaultImpact,
        String why) {
    /**
     * A cohort's unhealthy intervals that began after a fault was cleared, which are no recovery from it; null in its
     * place where the evidence does not show them.
     *
     * @param times how many there were; 0 when it stayed healthy
     * @param onsetSeconds of the first one, counted from the moment when the fault was verified to be cleared; null
     *     without one
     * @param seconds how long the longest one lasted; null when its end was not seen
     * @param low not less than this
     * @param high not more than this; null when its end was not seen
     */
    public record PostFaultIntervals(
            int times,
            @Nullable Double onsetSeconds,
            @Nullable Double seconds,
            double low,
            @Nullable Double high) {}

    /** A cohort's recovery. */
    public enum RecoveryState {
        RECOVERED,
        NO_IMPACT,
        CENSORED,
        METASTABLE,
        CONFOUNDED,
        UNHEALTHY_BEFORE
    }
}
