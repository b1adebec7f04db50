package dev.crossfire.judge.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Whether values of one sample tend to be larger than those of another, by Mann and Whitney (Annals of Mathematical
 * Statistics 18, 1947).
 *
 * @param u in how many pairs the first sample's value is the larger; a tie is half a pair
 * @param p chance of so uneven a split, or one more so, between samples that do not differ; two-sided
 * @param method how {@code p} was computed
 */
public record RankTest(double u, double p, Method method) {
    /** How {@code p} was computed. */
    public enum Method {
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
        return new RankTest(result.getStatistic(), p, large || result.hasTiedValues() ? Method.NORMAL : Method.EXACT);
    }

    /** The distribution of U between two samples without ties that do not differ. */
    static final class RankDistribution {
        private RankDistribution() {}

        /**
         * Chance that U is at most so large.
         *
         * <p>The library computes it from samples only, so it gets two that have this U.
         *
         * @param u 0 to {@code m * n}
         */
        static double atMost(int u, int m, int n) {
            double[] second = new double[n];
            Arrays.setAll(second, i -> i + 1.0);
            double[] first = new double[m];
            for (int i = 0; i < m; i++) {
                int passed = i < u / n ? n : i == u / n ? u % n : 0;
                // Between two of the others, and apart from its own kind, of which there are fewer than a thousand.
                first[i] = passed + 0.5 + i / 2048.0;
            }
            return MannWhitneyUTest.withDefaults()
                    .with(AlternativeHypothesis.LESS_THAN)
                    .with(PValueMethod.EXACT)
                    .test(first, second)
                    .getPValue();
        }

        /** The largest number of which U falls short with no more than this chance; 0 when there is none. */
        static int shortfall(int m, int n, double chance) {
            int none = 0;
            int some = m * n / 2 + 1;
            while (some - none > 1) {
                int middle = (none + some) / 2;
                if (atMost(middle - 1, m, n) <= chance) {
                    none = middle;
                } else {
                    some = middle;
                }
            }
            return none;
        }
    }

    /**
     * Keeps several tests within one risk: the chance that any of them is wrong stays below the level (Holm, Scandinavian
     * Journal of Statistics 6, 1979).
     */
    public static final class Holm {
        private Holm() {}

        /** The chances adjusted for their number, in the order in which they were given. */
        public static double[] adjusted(double[] chances) {
            List<Integer> order = IntStream.range(0, chances.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> chances[i]))
                    .toList();
            double[] adjusted = new double[chances.length];
            double largest = 0;
            for (int i = 0; i < order.size(); i++) {
                int at = order.get(i);
                largest = Math.max(largest, Math.min(1, (chances.length - i) * chances[at]));
                adjusted[at] = largest;
            }
            return adjusted;
        }

        /**
         * How many values a side it takes before two samples that are wholly apart differ at a level.
         *
         * @param questions tested at once
         */
        public static int leastASide(int questions, double level) {
            int values = 1;
            while (2 * RankDistribution.atMost(0, values, values) * questions > level) {
                values++;
            }
            return values;
        }
    }
}
