package dev.crossfire.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.judge.statistics.RankTest.Holm;
import dev.crossfire.judge.statistics.RankTest.RankDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankTestTest {
    private static final double[] AT_TERM = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    private static final double[] EARLIER = {1.15, 0.88, 0.90, 0.74, 1.21};

    /** Mann and Whitney, Annals of Mathematical Statistics 18 (1947), table I, n = 3 and 4. */
    @ParameterizedTest
    @CsvSource({
        "3, 0, .050", "3, 1, .100", "3, 2, .200", "3, 3, .350", "3, 4, .500",
        "4, 0, .014", "4, 1, .029", "4, 2, .057", "4, 3, .100", "4, 4, .171",
        "4, 5, .243", "4, 6, .343", "4, 7, .443", "4, 8, .557"
    })
    void mannAndWhitneysTable(int size, int u, double chance) {
        assertThat(RankDistribution.atMost(u, size, size)).isCloseTo(chance, within(0.0005));
    }

    /** R, help page of wilcox.test, after Hollander and Wolfe (1973) p. 69: W = 35, one-sided p = 0.1272. */
    @Test
    void withoutTiesEveryOrderIsCounted() {
        RankTest test = RankTest.of(AT_TERM, EARLIER);
        assertThat(test.u()).isEqualTo(35);
        assertThat(test.p() / 2).isCloseTo(0.1272, within(0.00005));
        assertThat(test.method()).isEqualTo(RankTest.Method.EXACT);
    }

    /** R, help page of wilcox.test: ozone in May and August; W = 127.5, p = 0.0001208. */
    @Test
    void ozoneInMayAndAugust() {
        double[] may = {
            41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37
        };
        double[] august = {
            39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85
        };
        RankTest test = RankTest.of(may, august);
        assertThat(test.u()).isEqualTo(127.5);
        assertThat(test.p()).isCloseTo(0.0001208, within(0.00000005));
        assertThat(test.method()).isEqualTo(RankTest.Method.NORMAL);
    }

    /** SAS/STAT 8, PROC NPAR1WAY, example 47.2: sum of scores 79.5, two-sided normal p = 0.0843. */
    @Test
    void reactionTimes() {
        RankTest test = RankTest.of(MedianShiftTest.STIMULANT_2, MedianShiftTest.STIMULANT_1);
        assertThat(test.u() + 6 * 7 / 2.0).isEqualTo(79.5);
        assertThat(test.p()).isCloseTo(0.0843, within(0.00005));
        assertThat(test.method()).isEqualTo(RankTest.Method.NORMAL);
    }

    /** NAG Library, example of G08AHF: U = 86, lower tail 0.0025. */
    @Test
    void theNagLibrarysExample() {
        double[] first = {13, 6, 12, 7, 12, 7, 10, 7, 10, 7, 16, 7, 10, 8, 9, 8};
        double[] second = {17, 6, 10, 8, 15, 8, 15, 10, 15, 10, 14, 10, 14, 11, 14, 11, 13, 12, 13, 12, 13, 12, 12};
        RankTest test = RankTest.of(first, second);
        assertThat(test.u()).isEqualTo(86);
        assertThat(test.p() / 2).isCloseTo(0.0025, within(0.00005));
    }

    @Test
    void manyValuesGoByTheApproximationAndOnesThatAreAllAlikeDoNotDiffer() {
        double[] many = new double[RankTest.LARGE];
        for (int i = 0; i < many.length; i++) {
            many[i] = i * 1.001;
        }
        assertThat(RankTest.of(many, EARLIER).method()).isEqualTo(RankTest.Method.NORMAL);
        assertThat(RankTest.of(new double[5], new double[5]).p()).isEqualTo(1);
    }

    /** Wikipedia, Holm–Bonferroni method, example: p of 0.01, 0.04, 0.03 and 0.005. */
    @Test
    void severalQuestionsShareOneRisk() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Holm.leastASide(1, 0.05)).isEqualTo(4);
        assertThat(Holm.leastASide(6, 0.05)).isEqualTo(5);
    }
}
