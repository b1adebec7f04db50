package dev.crossfire.calibrate.outage;

import java.time.Duration;
import java.util.List;

/**
 * An outage at a known time: one interval, or several where it relapses.
 *
 * @param id its name in the plan
 * @param intervals in order, not touching; the shape's ramp follows the last one
 */
public record Outage(String id, OutageShape shape, FailureMode failureMode, List<OutageInterval> intervals) {
    public Outage {
        intervals = List.copyOf(intervals);
        if (intervals.isEmpty()) {
            throw new IllegalArgumentException("an outage has an interval at least, " + id + " has none");
        }
        for (int i = 1; i < intervals.size(); i++) {
            if (intervals.get(i).at().compareTo(intervals.get(i - 1).end()) <= 0) {
                throw new IllegalArgumentException("the intervals of " + id + " are not in order");
            }
        }
    }

    /** When it begins, after t = 0. */
    public Duration begin() {
        return intervals.get(0).at();
    }

    /** When nothing of it is left, its ramp included, after t = 0. */
    public Duration end() {
        return intervals.get(intervals.size() - 1).end().plus(shape.ramp());
    }

    /**
     * When its users are healthy again for the first time, after t = 0: at the end of the first interval that is not
     * followed by another within the stable-for time, and in a ramp where its bad ratio crosses the acceptable one.
     *
     * @param stableFor the stable-for time
     * @param acceptable the bad ratio up to which they are healthy, above 0
     */
    public Duration recovered(Duration stableFor, double acceptable) {
        int last = lastOfFirstEpisode(stableFor);
        Duration end = intervals.get(last).end();
        boolean fades = last == intervals.size() - 1 && !shape.ramp().isZero();
        double share = fades ? Math.max(0, (shape.severity() - acceptable) / shape.severity()) : 0;
        return end.plusNanos(Math.round(shape.ramp().toNanos() * share));
    }

    /** How often its users relapse after they had been healthy for the stable-for time. */
    public int relapses(Duration stableFor) {
        int relapses = 0;
        for (int i = 1; i < intervals.size(); i++) {
            relapses += isHealthyBefore(i, stableFor) ? 1 : 0;
        }
        return relapses;
    }

    private int lastOfFirstEpisode(Duration stableFor) {
        int last = 0;
        while (last + 1 < intervals.size() && !isHealthyBefore(last + 1, stableFor)) {
            last++;
        }
        return last;
    }

    private boolean isHealthyBefore(int outage, Duration stableFor) {
        Duration pause =
                intervals.get(outage).at().minus(intervals.get(outage - 1).end());
        return pause.compareTo(stableFor) >= 0;
    }

    /**
     * The share of requests that it hits at a moment, 0 to 1.
     *
     * @param micros after t = 0, microseconds
     */
    public double badRatioAt(long micros) {
        for (OutageInterval outage : intervals) {
            if (micros >= micros(outage.at()) && micros < micros(outage.end())) {
                return shape.severity();
            }
        }
        long ramp = micros(shape.ramp());
        long into = micros - micros(intervals.get(intervals.size() - 1).end());
        return into < 0 || into >= ramp ? 0 : shape.severity() * (ramp - into) / ramp;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    /** How an outage breaks a request. */
    public enum FailureMode {
        /** It is answered at once, with 503. */
        FAIL,
        /** Its connection is reset; where all are hit, the port does not listen either. */
        REFUSE,
        /** It is never answered. */
        HANG,
        /** It is answered rightly, and too late. */
        SLOW
    }

    /**
     * An interval of an outage in which it is in full effect.
     *
     * @param at when it begins, after t = 0, in whole milliseconds
     * @param length above zero, in whole milliseconds
     */
    public record OutageInterval(Duration at, Duration length) {
        public OutageInterval {
            if (at.isNegative() || length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException(
                        "an interval begins after t = 0 and lasts, not " + at + " for " + length);
            }
        }

        /** The first moment after it. */
        Duration end() {
            return at.plus(length);
        }
    }

    /** How much of a lane's traffic an outage takes, and whether it ends at once. */
    public enum OutageShape {
        ALL("all fail", 1, Duration.ZERO),
        HALF("half fail", 0.5, Duration.ZERO),
        TENTH("a tenth fails", 0.1, Duration.ZERO),
        SHORT_RAMP("ramp down over 3 s", 1, Duration.ofSeconds(3)),
        LONG_RAMP("ramp down over 15 s", 1, Duration.ofSeconds(15)),
        NONE("none", 0, Duration.ZERO);

        private final String words;
        private final double severity;
        private final Duration ramp;

        OutageShape(String words, double severity, Duration ramp) {
            this.words = words;
            this.severity = severity;
            this.ramp = ramp;
        }

        /** As people read it. */
        public String words() {
            return words;
        }

        /** The bad ratio while it lasts in full, 0 to 1. */
        public double severity() {
            return severity;
        }

        /** How long it then takes to fade away, linearly; zero when it ends at once. */
        public Duration ramp() {
            return ramp;
        }
    }
}
