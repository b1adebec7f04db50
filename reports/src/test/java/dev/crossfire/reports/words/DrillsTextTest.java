package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillsTextTest {
    @Test
    void aRecoveryWithoutImpactInAnyDrillHasNoTimes() {
        assertThat(DrillsText.recovery(
                        new RecoveryDistribution("pods-killed", "buyers", 0, 3, 0, 1, List.of(), 0.0, 0.0, List.of())))
                .isEqualTo("no measurable impact in any of these 3, 1 excluded");
    }

    @Test
    void aRecoveryWithImpactInSomeDrillsHasThemAll() {
        assertThat(DrillsText.recovery(new RecoveryDistribution(
                        "pods-killed", "buyers", 2, 1, 0, 0, List.of(1.5, 2.0), 1.5, 2.0, List.of())))
                .isEqualTo("recovered after 1.50 s (median of these 3), 2.00 s at the longest,"
                        + " 1 without measurable impact");
    }
}
