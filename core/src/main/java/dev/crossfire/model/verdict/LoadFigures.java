package dev.crossfire.model.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cohort sent after t = 0, beside what was planned for it.
 *
 * @param planned arrivals that the plan has until the end of the comparison; null when none are planned
 * @param sent arrivals where the intended starts of users are known, else requests
 * @param arrivalsKnown whether {@code sent} counts arrivals
 * @param asPlanned null when the evidence does not show it, or nothing was planned
 * @param findings every way in which the load was not as planned, the worst first
 */
public record LoadFigures(
        String cohort,
        @Nullable Long planned,
        long sent,
        boolean arrivalsKnown,
        @Nullable Boolean asPlanned,
        List<LoadFinding> findings) {
    public LoadFigures {
        findings = List.copyOf(findings);
    }

    /**
     * One way in which a cohort's load was not as planned.
     *
     * @param fromSeconds after t = 0, where the load differs
     * @param plannedPerSecond null when nothing was planned
     * @param why one sentence without a full stop
     */
    public record LoadFinding(
            LoadDifference difference,
            double fromSeconds,
            double untilSeconds,
            @Nullable Double plannedPerSecond,
            double sentPerSecond,
            String why) {}

    /** How a load may differ from its plan. */
    public enum LoadDifference {
        /** The plan has the cohort, but no request of it was seen. */
        NEVER_APPEARED,
        /** The cohort sent requests, but the plan does not have it. */
        NOT_DECLARED,
        /** No rise was seen where, or like, a spike was planned. */
        SPIKE_MISSING,
        /** The spike began at another time. */
        SPIKE_TIME,
        /** The spike lasted longer or shorter. */
        SPIKE_LENGTH,
        /** The spike was higher or lower. */
        SPIKE_HEIGHT,
        /** The rate was another one. */
        RATE,
        /** The last user arrived before the load was to end. */
        ENDED_EARLY;

        /** Whether it is about a spike. */
        public boolean ofSpike() {
            return this == SPIKE_MISSING || this == SPIKE_TIME || this == SPIKE_LENGTH || this == SPIKE_HEIGHT;
        }
    }
}
