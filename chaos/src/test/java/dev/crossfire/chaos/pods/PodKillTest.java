package dev.crossfire.chaos.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Start;
import dev.crossfire.model.quantity.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PodKillTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aRateNeedsADuration() {
        assertThatThrownBy(() -> new PodKill.Settings(null, null, new Rate(1), null))
                .hasMessage("both 'rate' and 'during', or neither");
        assertThatThrownBy(() -> new PodKill.Settings(null, null, null, SECOND))
                .hasMessage("both 'rate' and 'during', or neither");
    }

    @Test
    void everythingHasABound() {
        assertThatThrownBy(() -> new PodKill.Settings(null, null, new Rate(0), SECOND))
                .hasMessageContaining("rate");
        assertThatThrownBy(() -> new PodKill.Settings(null, null, new Rate(11), SECOND))
                .hasMessageContaining("at most 10/s");
        assertThatThrownBy(() -> new PodKill.Settings(null, null, new Rate(1), Duration.ZERO))
                .hasMessageContaining("during");
        assertThatThrownBy(() -> new PodKill.Settings(null, null, new Rate(1), Duration.ofHours(2)))
                .hasMessageContaining("1h");
        assertThatThrownBy(() -> new PodKill.Settings(Duration.ofHours(1), null, null, null))
                .hasMessageContaining("10m");
    }

    @Test
    void graceIsInWholeSecondsAsInKubernetes() {
        assertThatThrownBy(() -> new PodKill.Settings(Duration.ofMillis(500), null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a 'grace' of whole seconds");
        assertThatThrownBy(() -> new PodKill.Settings(Duration.ofMillis(1500), null, null, null))
                .hasMessage("a 'grace' of whole seconds");
        assertThat(new PodKill.Settings(Duration.ofSeconds(2), null, null, null).grace())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aStormIsPlannedUntilItsLastPodIsReplaced() {
        PodKill.Settings storm = new PodKill.Settings(null, null, new Rate(1), Duration.ofMinutes(1));

        FaultSpec spec = new FaultSpec(
                "storm", "pod-kill", "shop", new TargetSelection.All(), new Start.At(SECOND), null, storm);

        assertThat(new PodKill().maxDuration(spec)).isEqualTo(Duration.ofMinutes(3));
        assertThat(new PodKill().description().irreversible()).contains("is lost");
        assertThat(storm.roams()).isTrue();
        assertThat(new PodKill.Settings(null, null, null, null).roams()).isFalse();
    }
}
