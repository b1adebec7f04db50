package dev.crossfire.reports.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinsTest {
    @Test
    void theyAreAsFineAsRequestedWhereTheyFit() {
        assertThat(Bins.covering(0, 90_000_000, 1_000_000, 800)).isEqualTo(new Bins(0, 90_000_000, 1_000_000, 90));
    }

    @Test
    void anHourGetsRounderOnes() {
        assertThat(Bins.covering(0, 3_600_000_000L, 1_000_000, 800).widthMicros())
                .isEqualTo(5_000_000);
        assertThat(Bins.covering(0, 86_400_000_000L, 1_000_000, 800).widthMicros())
                .isEqualTo(120_000_000);
    }

    @Test
    void theLastOneTakesInASliver() {
        Bins bins = Bins.covering(0, 90_050_000, 1_000_000, 800);
        assertThat(bins.count()).isEqualTo(90);
        assertThat(bins.indexOf(90_049_999)).isEqualTo(89);
        assertThat(bins.indexOf(90_050_000)).isNegative();
        assertThat(bins.widthSeconds(89)).isEqualTo(1.05);
        assertThat(bins.indexOf(-1)).isNegative();
    }

    @Test
    void nothingIsCoveredByOne() {
        assertThat(Bins.covering(5, 5, 1_000_000, 800).count()).isEqualTo(1);
    }
}
