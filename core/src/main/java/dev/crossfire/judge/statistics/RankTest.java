package dev.crossfire.judge.statistics;

import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Whether values of one sample tend to be larger than those of another, by Mann and Whitney (Annals of Mathematical
 * Statistics 18, 1947).
 *
 * @param u in how many pairs the first sample's value is the larger; a tie is half a pair
 * @param p chance of so uneven a split, or one more so, between samples that do not differ; two-sided
 * @param way how {@code p} was computed
 */
public record RankTest(double u, double p, Way way) {
    /** How a chance was computed. */
    public enum Way {
        /** Every order of the values was counted. */
        EXACT,
        /** By the normal approximation, corrected for ties and for continuity. */
        NORMAL
    }

    /** As many values as this on a side, and the normal approximation is as good and far cheaper. */
    static final int LARGE = 50;

    /**
     * Compares two samples.
     *
     * @param values not empty, no NaN; infinite values are ranked as such
     * @param others likewise
     */
    public static RankTest of(double[] values, double[] others) {
        boolean large = Math.max(values.length, others.length) >= LARGE;
        MannWhitneyUTest.Result result = MannWhitneyUTest.withDefaults()
                .with(large ? PValueMethod.ASYMPTOTIC : PValueMethod.EXACT)
                .test(values, others);
        // Where everything is tied the approximation divides nothing by nothing: no split is the more uneven.
        double p = Double.isNaN(result.getPValue()) ? 1 : Math.min(1, result.getPValue());
        return new RankTest(result.getStatistic(), p, large || result.hasTiedValues() ? Way.NORMAL : Way.EXACT);
    }
}
