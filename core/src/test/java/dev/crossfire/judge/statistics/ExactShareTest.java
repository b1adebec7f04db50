package dev.crossfire.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactShareTest {
    private static final double HALF_A_DIGIT = 0.5;

    /** Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 5. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2527, 0.3676", "15, 148, 0.0578, 0.1617", "0, 20, 0.0000, 0.1684", "1, 29, 0.0009, 0.1776"})
    void newcombesTable(int hits, int trials, double low, double high) {
        hold(ExactShare.ofFixed(trials, hits, 0.95), low, high, 1e-4);
    }

    /** R, help page of binom.test, after Conover (1971) p. 97: 682 of 925 plants. */
    @Test
    void conoversPlants() {
        hold(ExactShare.ofFixed(925, 682, 0.95), 0.7076683, 0.7654066, 1e-7);
    }

    /** Conover (1999), table A4: 5 of 25. */
    @Test
    void conoversTable() {
        hold(ExactShare.ofFixed(25, 5, 0.95), 0.068, 0.407, 1e-3);
    }

    private static void hold(FigureBounds bounds, double low, double high, double lastDigit) {
        assertThat(bounds.low()).isCloseTo(low, within(HALF_A_DIGIT * lastDigit));
        assertThat(bounds.high()).isCloseTo(high, within(HALF_A_DIGIT * lastDigit));
    }

    @Test
    void oneTrialThatWasStoppedByItsHitIsLittleEvidence() {
        FigureBounds bounds = ExactShare.ofStoppedAtHit(1, 1, 0.95);
        assertThat(bounds.low()).isCloseTo(0.025, within(1e-12));
        assertThat(bounds.high()).isEqualTo(1);
        assertThatThrownBy(() -> ExactShare.ofStoppedAtHit(3, 0, 0.95)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Waiting for a first hit: the chance of hits is p when the wait is geometric, whose tails are plain powers. */
    @Test
    void waitingForTheFirstHitIsBoundedByThePowersOfMissing() {
        FigureBounds bounds = ExactShare.ofStoppedAtHit(20, 1, 0.95);
        assertThat(1 - Math.pow(1 - bounds.low(), 20)).isCloseTo(0.025, within(1e-9));
        assertThat(Math.pow(1 - bounds.high(), 19)).isCloseTo(0.025, within(1e-9));
    }
}
