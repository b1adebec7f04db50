package dev.crossfire.judge.recovery;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many bad requests a healthy system may show by chance: the exact binomial quantile.
 *
 * <p>The quantile never falls as a window grows, so most questions are answered from the two coarse sizes around it and
 * the exact size is computed only for what lies between them. Not safe for use by several threads.
 */
final class BinomialBound {
    /**
     * Chance that a window of a system exactly at the limit violates. At 10⁻⁴ a ten-minute run at the limit raises a
     * false alarm in 8 to 40 of 100 cases, because windows that slide by request test very often.
     */
    static final double CHANCE = 1e-6;

    private static final int UNKNOWN = -1;
    private static final int EXACT_BELOW = 32;

    private final double badRatio;
    private int[] known = unknown(new int[0], 1024);

    /** @param badRatio the share of bad requests at which a system is just still healthy, 0 to 1 */
    BinomialBound(double badRatio) {
        this.badRatio = badRatio;
    }

    /** Decides whether so many bad among so many requests are more than chance allows. */
    boolean violates(int requests, int bad) {
        if (bad <= requests * badRatio) {
            return false; // at or below the mean: no quantile above one half is exceeded
        }
        int unit = Math.max(1, Integer.highestOneBit(requests) / EXACT_BELOW);
        int below = requests - requests % unit;
        if (below == requests || bad > quantile(below + unit)) {
            return bad > quantile(below == requests ? requests : below + unit);
        }
        return bad > quantile(below) && bad > quantile(requests);
    }

    /** The most bad requests among so many that chance explains. */
    int quantile(int requests) {
        if (requests >= known.length) {
            known = unknown(known, Math.max(requests + 1, 2 * known.length));
        }
        if (known[requests] == UNKNOWN) {
            known[requests] = BinomialDistribution.of(requests, badRatio).inverseSurvivalProbability(CHANCE);
        }
        return known[requests];
    }

    private static int[] unknown(int[] old, int size) {
        int[] grown = Arrays.copyOf(old, size);
        Arrays.fill(grown, old.length, size, UNKNOWN);
        return grown;
    }
}
