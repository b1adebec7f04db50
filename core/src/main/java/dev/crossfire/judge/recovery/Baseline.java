package dev.crossfire.judge.recovery;

/**
 * The requests seen before the first fault.
 *
 * @param requests requests before the fault
 * @param bad bad ones among them
 */
public record Baseline(long requests, long bad) {
    public Baseline {
        if (bad < 0 || bad > requests) {
            throw new IllegalArgumentException(bad + " bad of " + requests + " requests cannot be");
        }
    }

    /** The bad ratio, pulled a little towards one half so that it is never 0 or 1. */
    double badRatio() {
        return (bad + 0.5) / (requests + 1.0);
    }

    /**
     * The bad ratios between which an edge is sought.
     *
     * @param base bad ratio of the healthy system, above 0
     * @param limit bad ratio at which it is just still healthy, at least the base
     */
    record ErrorLevels(double base, double limit) {
        /**
         * A base below this share of the limit is taken as this share: a baseline of many good requests and no bad one must
         * not make a single stray error later count as a piece of the outage.
         */
        private static final double LEAST_BASE = 0.1;

        static ErrorLevels of(HealthThreshold rule, Baseline baseline) {
            double limit = rule.badRatio();
            return new ErrorLevels(Math.min(limit, Math.max(LEAST_BASE * limit, baseline.badRatio())), limit);
        }

        /** Log-likelihood of a number of requests and of bad ones among them, at one bad ratio. */
        static double logLikelihood(int requests, int bad, double ratio) {
            return (bad == 0 ? 0 : bad * Math.log(ratio)) + (requests - bad) * Math.log1p(-ratio);
        }

        /** Estimates a ratio between 0 and 1, both excluded, from counts. */
        static double estimate(int requests, int bad) {
            return (bad + 0.5) / (requests + 1.0);
        }
    }
}
