package dev.crossfire.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianShiftTest {
    static final double[] STIMULANT_1 = {1.94, 1.94, 2.92, 2.92, 2.92, 2.92, 3.27, 3.27, 3.27, 3.27, 3.70, 3.70, 3.74};
    static final double[] STIMULANT_2 = {3.27, 3.27, 3.27, 3.70, 3.70, 3.74};

    /** SAS/STAT, PROC NPAR1WAY, example of Hodges–Lehmann estimation: 0.3500, Moses at 98 % 0.0000 to 0.8200. */
    @Test
    void reactionTimes() {
        MedianShift shift = MedianShift.between(STIMULANT_1, STIMULANT_2, 0.98);
        assertThat(shift.estimate()).isCloseTo(0.35, within(1e-9));
        assertThat(shift.bounds().low()).isCloseTo(0, within(1e-9));
        assertThat(shift.bounds().high()).isCloseTo(0.82, within(1e-9));
        assertThat(shift.method()).isEqualTo(RankTest.Method.NORMAL);
    }

    /** PSI CAMIS, nparestimate, run in SAS on Hollander and Wolfe's data: 0.5600, Moses at 95 % -0.3700 to 1.1830. */
    @Test
    void depressionScores() {
        double[] first = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
        double[] second = {0.878, 0.647, 0.598, 2.050, 1.060, 1.290, 1.060, 3.140, 1.290};
        MedianShift shift = MedianShift.between(second, first, 0.95);
        assertThat(shift.estimate()).isCloseTo(0.56, within(1e-9));
        assertThat(shift.bounds().low()).isCloseTo(-0.37, within(1e-9));
        assertThat(shift.bounds().high()).isCloseTo(1.183, within(1e-9));
    }

    /** Hollander and Wolfe, Nonparametric Statistical Methods, example 4.3: 0.305. */
    @Test
    void permeabilityAndItsExactBoundsAgreeWithTheExactTest() {
        double[] atTerm = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
        double[] earlier = {1.15, 0.88, 0.90, 0.74, 1.21};
        MedianShift shift = MedianShift.between(earlier, atTerm, 0.95);
        assertThat(shift.estimate()).isCloseTo(0.305, within(1e-9));
        assertThat(shift.method()).isEqualTo(RankTest.Method.EXACT);
        assertThat(p(atTerm, earlier, shift.bounds().low() - 1e-6)).isLessThanOrEqualTo(0.05);
        assertThat(p(atTerm, earlier, shift.bounds().low() + 1e-6)).isGreaterThan(0.05);
        assertThat(p(atTerm, earlier, shift.bounds().high() - 1e-6)).isGreaterThan(0.05);
        assertThat(p(atTerm, earlier, shift.bounds().high() + 1e-6)).isLessThanOrEqualTo(0.05);
    }

    private static double p(double[] values, double[] others, double shift) {
        return RankTest.of(Arrays.stream(values).map(value -> value - shift).toArray(), others)
                .p();
    }

    @Test
    void aPlantedShiftIsWithinItsBoundsAsOftenAsStated() {
        Random random = new Random(20261120);
        int held = 0;
        for (int trial = 0; trial < 2000; trial++) {
            double[] from = random.doubles(6).toArray();
            double[] to = random.doubles(5).map(value -> value + 0.7).toArray();
            held += MedianShift.between(from, to, 0.9).bounds().hold(0.7) ? 1 : 0;
        }
        assertThat(held / 2000.0).as("seed 20261120").isBetween(0.9, 0.96);
    }

    @Test
    void tooFewValuesBoundNothing() {
        double[] three = {1, 2, 3};
        double[] others = {4, 5, 6};
        MedianShift shift = MedianShift.between(three, others, 0.95);
        assertThat(shift.estimate()).isEqualTo(3);
        assertThat(shift.bounds()).isEqualTo(FigureBounds.NONE);
    }

    @Test
    void whatIsOnlyKnownToBeLargeLeavesTheOtherEndOpen() {
        double never = Double.POSITIVE_INFINITY;
        MedianShift one = MedianShift.between(new double[] {1, 2, 3, 4}, new double[] {5, 6.5, 7.5, never}, 0.95);
        assertThat(one.bounds().low()).isEqualTo(1);
        assertThat(one.bounds().high()).isEqualTo(never);
        assertThat(one.estimate()).isBetween(4.0, 5.0);
        MedianShift all = MedianShift.between(
                new double[] {never, never, never, never}, new double[] {never, never, never, never}, 0.95);
        assertThat(all.estimate()).isNaN();
        assertThat(all.bounds()).isEqualTo(FigureBounds.NONE);
    }
}
