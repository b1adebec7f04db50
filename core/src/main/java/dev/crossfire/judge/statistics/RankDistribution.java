package dev.crossfire.judge.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/** The distribution of U between two samples without ties that do not differ. */
final class RankDistribution {
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
