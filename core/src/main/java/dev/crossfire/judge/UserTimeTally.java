package dev.crossfire.judge;

import dev.crossfire.judge.timeline.Interval;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.model.verdict.PhaseFigures.UserTime;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts one cohort's user time in one phase: how much of it users were unhealthy, and how long they waited. */
final class UserTimeTally {
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
