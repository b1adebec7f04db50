package dev.crossfire.judge.recovery;

/** How likely each request is the first good one after a trouble that ends at once. */
final class StepFit {
    private final Neighbourhood requests;
    private final double[] logLikelihood; // by the number of requests before the split, from 1
    private final int best;

    StepFit(Neighbourhood requests, Levels levels) {
        this.requests = requests;
        int n = requests.size();
        int allBad = requests.badBefore(n);
        logLikelihood = new double[n + 1];
        int most = 1;
        for (int split = 1; split <= n; split++) {
            int bad = requests.badBefore(split);
            double plateau = Levels.estimate(split, bad);
            logLikelihood[split] = plateau <= levels.limit()
                    ? Double.NEGATIVE_INFINITY
                    : Levels.logLikelihood(split, bad, plateau)
                            + Levels.logLikelihood(n - split, allBad - bad, levels.base());
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

    /** The earliest end whose log-likelihood reaches a floor that the best reaches, microseconds. */
    long lowMicros(double floor) {
        int split = 1;
        while (logLikelihood[split] < floor) {
            split++;
        }
        return requests.micros(split - 1);
    }

    /** The latest such end, microseconds. */
    long highMicros(double floor) {
        int split = requests.size();
        while (logLikelihood[split] < floor) {
            split--;
        }
        return after(split);
    }

    private long after(int split) {
        return requests.micros(Math.min(split, requests.size() - 1));
    }
}
