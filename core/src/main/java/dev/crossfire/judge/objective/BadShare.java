package dev.crossfire.judge.objective;

import dev.crossfire.evidence.RequestBins.RequestTally;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The bad share of an interval with bounds that allow for errors that come in clusters.
 *
 * <p>Errors come together, so a thousand requests are less evidence than a thousand tosses of a coin. How much less
 * follows from how the share varies from second to second: its variance between seconds over the binomial one is the
 * design effect (Kish, Survey Sampling, 1965), and the bounds are those of Clopper and Pearson for that many requests
 * fewer, corrected for the number of seconds (Korn and Graubard, Survey Methodology 24, 1998).
 *
 * @param requests all of them
 * @param ratio the bad share among them
 * @param clusters seconds in which any request was to start
 * @param design how many clustered requests are as much evidence as one independent one; at least 1
 */
record BadShare(long requests, double ratio, int clusters, double design) {
    /** Fewer seconds than this do not show how errors cluster. */
    static final int LEAST_CLUSTERS = 10;

    /**
     * Counts the share of some seconds.
     *
     * @param seconds one tally a second
     */
    static BadShare of(List<RequestTally> seconds) {
        List<RequestTally> clusters =
                seconds.stream().filter(one -> one.requests() > 0).toList();
        long requests = clusters.stream().mapToLong(RequestTally::requests).sum();
        long bad = clusters.stream().mapToLong(RequestTally::bad).sum();
        double ratio = requests == 0 ? 0 : (double) bad / requests;
        return new BadShare(requests, ratio, clusters.size(), design(clusters, requests, ratio));
    }

    private static double design(List<RequestTally> clusters, long requests, double ratio) {
        int count = clusters.size();
        if (count < 2 || ratio == 0 || ratio == 1) {
            return 1; // nothing varies, so nothing shows how it clusters
        }
        double squares = 0;
        for (RequestTally one : clusters) {
            double off = one.bad() - ratio * one.requests();
            squares += off * off;
        }
        double between = squares * count / (count - 1.0) / requests / requests;
        return Math.max(1, between / (ratio * (1 - ratio) / requests));
    }

    /** The same share under another design effect. */
    BadShare under(double effect) {
        return new BadShare(requests, ratio, clusters, effect);
    }

    /** Not less than this, with a one-sided confidence. */
    double low(double confidence) {
        double of = effective(confidence);
        double hits = ratio * of;
        return hits <= 0 ? 0 : BetaDistribution.of(hits, of - hits + 1).inverseCumulativeProbability(1 - confidence);
    }

    /** Not more than this, with a one-sided confidence. */
    double high(double confidence) {
        double of = effective(confidence);
        double hits = ratio * of;
        return hits >= of ? 1 : BetaDistribution.of(hits + 1, of - hits).inverseCumulativeProbability(confidence);
    }

    /** How many independent requests would be as much evidence. */
    private double effective(double confidence) {
        if (design == 1) {
            return requests;
        }
        double few = TDistribution.of(clusters - 1.0).inverseCumulativeProbability(confidence);
        double many = NormalDistribution.of(0, 1).inverseCumulativeProbability(confidence);
        return requests / design * (many / few) * (many / few);
    }

    /**
     * By how much one share is larger than another, with one-sided bounds made of the two shares' own (Zou and Donner,
     * Statistics in Medicine 27, 2008; Newcombe, Statistics in Medicine 17, 1998).
     *
     * @param value what was observed
     * @param low not less than this, when errors come in clusters
     * @param high not more than this, when errors come in clusters
     * @param seenLow not less than this for the requests that were sent in just these seconds, each for itself
     */
    record ShareDifference(double value, double low, double high, double seenLow) {
        /** The first share minus the second; both take the larger design effect, for either may show how errors cluster. */
        static ShareDifference of(BadShare first, BadShare second, double confidence) {
            double design = Math.max(first.design(), second.design());
            BadShare clustered = first.under(design);
            BadShare other = second.under(design);
            return new ShareDifference(
                    first.ratio() - second.ratio(),
                    low(clustered, other, confidence),
                    -low(other, clustered, confidence),
                    low(first.under(1), second.under(1), confidence));
        }

        private static double low(BadShare first, BadShare second, double confidence) {
            double down = first.ratio() - first.low(confidence);
            double up = second.high(confidence) - second.ratio();
            return first.ratio() - second.ratio() - Math.hypot(down, up);
        }
    }
}
