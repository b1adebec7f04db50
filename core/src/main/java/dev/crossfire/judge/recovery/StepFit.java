package dev.crossfire.judge.recovery;

/** How likely each request is the first good one after an outage that ends at once. */
final class StepFit {
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
