package dev.crossfire.judge.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Which of the sorted values bounds a quantile, whatever the values' distribution is (Wilks, Annals of Mathematical
 * Statistics 12, 1941; Hahn and Meeker, Statistical Intervals, section 5.2).
 *
 * <p>Every bound is one-sided. How many of n values lie at or below a quantile of share p is binomial in n and p.
 */
public final class OrderBounds {
    /** No series of drills is that long. */
    private static final int MOST_VALUES = 100_000;

    private OrderBounds() {}

    /**
     * The smallest rank, counted from 1, whose value is not less than the quantile.
     *
     * @param values how many there are
     * @param share of the quantile, such as 0.9
     * @param confidence as 0.95
     * @return empty when even the largest value bounds nothing
     */
    public static OptionalInt upperRank(int values, double share, double confidence) {
        if (values == 0 || 1 - Math.pow(share, values) < confidence) {
            return OptionalInt.empty();
        }
        int below = BinomialDistribution.of(values, share).inverseCumulativeProbability(confidence);
        return OptionalInt.of(below + 1);
    }

    /**
     * The largest rank, counted from 1, whose value is not more than the quantile.
     *
     * @return empty when even the smallest value bounds nothing
     */
    public static OptionalInt lowerRank(int values, double share, double confidence) {
        OptionalInt mirrored = upperRank(values, 1 - share, confidence);
        return mirrored.isEmpty() ? mirrored : OptionalInt.of(values + 1 - mirrored.getAsInt());
    }

    /**
     * How many values it takes until the largest of them bounds a quantile from above: 5 for the median and 29 for
     * p90 at 95 %.
     */
    public static int valuesFor(double share, double confidence) {
        int values = 1;
        while (values < MOST_VALUES && upperRank(values, share, confidence).isEmpty()) {
            values++;
        }
        return values;
    }
}
