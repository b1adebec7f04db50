package dev.crossfire.judge;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.timeline.Interval;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.traffic.GoodRequestRule;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.PhaseFigures.UserTime;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.jspecify.annotations.Nullable;

/** Counts one cohort's requests in one phase; memory does not grow with their number. */
final class PhaseTally {
    private static final double CONFIDENCE = 0.95;
    private static final double MICROS_PER_MILLI = 1000;

    private final PhaseRef phase;
    private final String cohort;
    private final List<Interval> intervals;
    private final long effect;

    /** All latencies, of errors too: a user waits for an error as well. Three digits; grows to what it meets. */
    private final Histogram latencies = new Histogram(3);

    /** Those of errors alone; most phases have none. */
    private @Nullable Histogram errorLatencies;

    private final @Nullable UserTimeTally userTime;

    private long requests;
    private long errors;
    private long bad;

    /** Counts a phase that is no fault's. */
    PhaseTally(PhaseRef phase, String cohort, List<Interval> intervals, boolean byUsers) {
        this(phase, cohort, intervals, Micros.NEVER, byUsers);
    }

    /**
     * Counts a phase of a fault.
     *
     * @param effect the earliest moment at which the fault may have taken effect
     * @param byUsers whether the cohort's users are counted, too
     */
    PhaseTally(PhaseRef phase, String cohort, List<Interval> intervals, long effect, boolean byUsers) {
        this.phase = phase;
        this.cohort = cohort;
        this.intervals = List.copyOf(intervals);
        this.effect = effect;
        userTime = byUsers ? new UserTimeTally(intervals) : null;
    }

    /** What is counted by users; null where requests alone are. */
    @Nullable
    UserTimeTally userTime() {
        return userTime;
    }

    PhaseRef phase() {
        return phase;
    }

    /** Its last moment, microseconds since the epoch. */
    long end() {
        return intervals.stream().mapToLong(Interval::until).max().orElse(Micros.NEVER);
    }

    /**
     * Counts a request if it falls into this phase. A request in flight when the fault became effective belongs to the fault's impact, not
     * to the time before.
     */
    void add(RequestRecord request, boolean good, @Nullable GoodRequestRule rule) {
        long start = rule != null && rule.inFlightAt(request, effect) ? effect : request.intendedMicros();
        for (Interval interval : intervals) {
            if (interval.holds(start)) {
                requests++;
                errors += request.isError() ? 1 : 0;
                bad += good ? 0 : 1;
                latencies.recordValue(Math.max(0, request.latencyMicros()));
                if (request.isError()) {
                    recordError(request);
                }
                return;
            }
        }
    }

    private void recordError(RequestRecord request) {
        if (errorLatencies == null) {
            errorLatencies = new Histogram(3);
        }
        errorLatencies.recordValue(Math.max(0, request.latencyMicros()));
    }

    @Nullable
    Double errorMillis(double percentile) {
        return errorLatencies == null ? null : errorLatencies.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    @Nullable
    Double latencyMillis(double percentile) {
        return requests == 0 ? null : latencies.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    PhaseFigures figures() {
        return new PhaseFigures(
                phase.fault(),
                cohort,
                phase.phase(),
                requests,
                errors,
                bad,
                requests == 0 ? null : (double) errors / requests,
                requests == 0 ? null : upperBound(requests, errors),
                latencyMillis(50),
                latencyMillis(95),
                latencyMillis(99),
                userTime == null ? null : userTime.figures());
    }

    /** One-sided 95 % bound of a ratio by Clopper and Pearson (Biometrika 26, 1934). */
    static double upperBound(long of, long hits) {
        return hits == of
                ? 1
                : BetaDistribution.of(hits + 1.0, (double) (of - hits)).inverseCumulativeProbability(CONFIDENCE);
    }

    /** Counts one cohort's user time in one phase: how much of it users were unhealthy, and how long they waited. */
    static final class UserTimeTally {
        private static final double MICROS_PER_MILLI = 1000;

        private final List<Interval> intervals;
        private final Histogram waits = new Histogram(3);
        private long micros;
        private long unhealthyMicros;
        private long missed;

        UserTimeTally(List<Interval> intervals) {
            this.intervals = List.copyOf(intervals);
        }

        /** Adds an interval of one user's time. */
        void addTime(long from, long until, boolean healthy) {
            for (Interval interval : intervals) {
                long inside = Math.max(0, Math.min(until, interval.until()) - Math.max(from, interval.from()));
                micros += inside;
                unhealthyMicros += healthy ? 0 : inside;
            }
        }

        /**
         * Adds the wait of a user who starts a request at a moment.
         *
         * @param missed whether the request was not sent, because its user still waited for an earlier one, and would have
         *     been bad
         */
        void addWait(long at, long waitMicros, boolean missed) {
            for (Interval interval : intervals) {
                if (interval.holds(at)) {
                    waits.recordValue(Math.max(0, waitMicros));
                    this.missed += missed ? 1 : 0;
                    return;
                }
            }
        }

        @Nullable
        Double millis(double percentile) {
            return waits.getTotalCount() == 0 ? null : waits.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
        }

        /** Null when no user was seen in the phase. */
        @Nullable
        UserTime figures() {
            return micros == 0
                    ? null
                    : new UserTime(
                            Micros.seconds(micros),
                            (double) unhealthyMicros / micros,
                            missed,
                            millis(50),
                            millis(95),
                            millis(99));
        }
    }
}
