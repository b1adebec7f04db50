package dev.crossfire.judge.recovery;

import dev.crossfire.judge.recovery.Baseline.ErrorLevels;

/**
 * Locates the end of an outage as a step or a ramp, whichever the requests make more likely.
 *
 * <p>An onset is the end of an outage in reversed time.
 */
final class EdgeLocator {
    /**
     * How far below the best a log-likelihood may lie for its end to be held possible. The textbook's 1.92 is for smooth
     * parameters and covers 80 to 90 % here, because a split between two requests is not smooth; 3.0 covers 92 to 94 %
     * of mild outages at 60 requests a second, 3.5 makes them wider than need be at 300.
     */
    static final double DROP = 3.3;

    /**
     * What a ramp must gain over a step, whose end has one free number fewer: without it, ramps of a few arrival gaps
     * widen the bracket of every abrupt end.
     */
    static final double RAMP_PENALTY = DROP;

    private final EdgeWindow requests;
    private final ErrorLevels levels;

    /** @param requests around the outage's end, and of the outage as far as it is read */
    EdgeLocator(EdgeWindow requests, ErrorLevels levels) {
        this.requests = requests;
        this.levels = levels;
    }

    /**
     * Locates the end of the outage.
     *
     * @param startMicros roughly its first bad request
     * @param endMicros roughly its last one
     */
    Bracket end(long startMicros, long endMicros, long stableForMicros) {
        long to = endMicros + stableForMicros;
        long reach = endMicros - Episode.REACH_MICROS;
        if (startMicros <= reach) {
            return fit(requests.between(reach, to));
        }
        long from = startMicros - Episode.PARTING_MICROS;
        long start = onset(from, endMicros);
        long end = new StepFit(requests.between(start, to), levels).bestMicros();
        return fit(requests.between(Math.min(onset(from, end), end), to));
    }

    /**
     * The first request of the outage, so that nothing before it thins the plateau: rough starts reach back to stray
     * errors and leave out requests that were good by chance.
     */
    private long onset(long fromMicros, long toMicros) {
        EdgeWindow before = requests.between(fromMicros, toMicros);
        if (before.size() == 0) {
            return toMicros;
        }
        return -new StepFit(before.reversed(), levels).lastInsideMicros();
    }

    private Bracket fit(EdgeWindow near) {
        StepFit step = new StepFit(near, levels);
        RampFit ramp = new RampFit(near, levels, DROP);
        double penalised = ramp.best() - RAMP_PENALTY;
        double floor = Math.max(step.best(), penalised) - DROP;
        long best = step.best() >= penalised ? step.bestMicros() : ramp.bestMicros();
        long low = Math.min(step.lowMicros(floor, best), ramp.lowMicros(floor + RAMP_PENALTY, best));
        long high = Math.max(step.highMicros(floor, best), ramp.highMicros(floor + RAMP_PENALTY, best));
        return new Bracket(low, best, high);
    }

    /** How likely each request is the first good one after an outage that ends at once. */
    private static final class StepFit {
        private final EdgeWindow requests;
        private final double[] logLikelihood; // by the number of requests before the split, from 1
        private final int best;

        StepFit(EdgeWindow requests, ErrorLevels levels) {
            this.requests = requests;
            int n = requests.size();
            int allBad = requests.badBefore(n);
            logLikelihood = new double[n + 1];
            int most = 1;
            for (int split = 1; split <= n; split++) {
                int bad = requests.badBefore(split);
                double plateau = ErrorLevels.estimate(split, bad);
                logLikelihood[split] = plateau <= levels.limit()
                        ? Double.NEGATIVE_INFINITY
                        : ErrorLevels.logLikelihood(split, bad, plateau)
                                + ErrorLevels.logLikelihood(n - split, allBad - bad, levels.base());
                if (logLikelihood[split] > logLikelihood[most]) {
                    most = split;
                }
            }
            best = most;
        }

        double best() {
            return logLikelihood[best];
        }

        /** The middle of the gap in which the most likely end lies, microseconds. */
        long bestMicros() {
            return (requests.micros(best - 1) + after(best)) / 2;
        }

        /** The last request inside the outage, at its most likely end, microseconds. */
        long lastInsideMicros() {
            return requests.micros(best - 1);
        }

        /** The earliest end whose log-likelihood reaches a floor, or the fallback if none does, microseconds. */
        long lowMicros(double floor, long fallback) {
            for (int split = 1; split <= requests.size(); split++) {
                if (logLikelihood[split] >= floor) {
                    return Math.min(fallback, requests.micros(split - 1));
                }
            }
            return fallback;
        }

        /** The latest such end, microseconds. */
        long highMicros(double floor, long fallback) {
            for (int split = requests.size(); split >= 1; split--) {
                if (logLikelihood[split] >= floor) {
                    return Math.max(fallback, after(split));
                }
            }
            return fallback;
        }

        private long after(int split) {
            return requests.micros(Math.min(split, requests.size() - 1));
        }
    }
}
