package dev.crossfire.judge.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class BinomialBoundTest {
    @Test
    void isTheExactQuantileForEveryWindow() {
        BinomialBound bound = new BinomialBound(0.01);
        for (int n : new int[] {1, 2, 3, 20, 63, 64, 65, 200, 999, 3000, 30_011}) {
            int most = BinomialDistribution.of(n, 0.01).inverseSurvivalProbability(1e-6);
            assertThat(bound.violates(n, most)).as("%d of %d", most, n).isFalse();
            if (most < n) {
                assertThat(bound.violates(n, most + 1))
                        .as("%d of %d", most + 1, n)
                        .isTrue();
            }
        }
    }

    @Test
    void oneBadRequestAloneIsNeverAnUnhealthyInterval() {
        assertThat(new BinomialBound(0.01).violates(1, 1)).isFalse();
    }
}
