package dev.crossfire.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kinds that break processes and zones make of what comes back. */
class ProcessEffectsTest {
    private static final ProbeBaseline IDLE =
            ProbeBaseline.of(List.of(answer(2, Map.of("cpu", 0.05)), answer(3, Map.of("cpu", 0.1))));
    private static final ProbeBaseline MUTE = ProbeBaseline.of(List.of(answer(2, Map.of()), answer(3, Map.of())));

    @Test
    void aPausedProcessNeitherAnswersNorRefuses() {
        Symptom effect = new ProcessPause().effect(new ProcessPause.Settings());

        assertThat(effect.confirmed(List.of(new ProbeReply.Silent()), MUTE)).isTrue();
        assertThat(effect.confirmed(List.of(new ProbeReply.Refused("gone")), MUTE))
                .isFalse();
        assertThat(effect.intact(List.of(new ProbeReply.Refused("gone")), MUTE)).isFalse();
        assertThat(effect.intact(List.of(answer(2, Map.of())), MUTE)).isTrue();
    }

    @Test
    void aStressedProcessReportsIt() {
        Symptom effect = new CpuStress().effect(new CpuStress.Settings(new Ratio(0.8)));

        assertThat(effect.confirmed(List.of(answer(2, Map.of("cpu", 0.29))), IDLE))
                .isFalse();
        assertThat(effect.intact(List.of(answer(2, Map.of("cpu", 0.29))), IDLE)).isTrue();
        assertThat(effect.confirmed(List.of(answer(2, Map.of("cpu", 0.31))), IDLE))
                .isTrue();
        assertThat(effect.intact(List.of(answer(2, Map.of("cpu", 0.31))), IDLE)).isFalse();
        assertThat(effect.confirmed(List.of(new ProbeReply.Silent(), new ProbeReply.Silent()), IDLE))
                .as("twice is noise")
                .isFalse();
        assertThat(effect.confirmed(
                        List.of(new ProbeReply.Silent(), new ProbeReply.Refused("full"), new ProbeReply.Silent()),
                        IDLE))
                .isTrue();
    }

    @Test
    void aProcessThatReportsNoUseMustBeSlow() {
        Symptom effect = new CpuStress().effect(new CpuStress.Settings(null));

        ProbeReply slow = answer(90, Map.of());
        assertThat(effect.confirmed(List.of(slow, slow, answer(9, Map.of())), MUTE))
                .isFalse();
        assertThat(effect.confirmed(List.of(answer(9, Map.of()), slow, slow), MUTE))
                .as("twice is noise")
                .isFalse();
        assertThat(effect.confirmed(List.of(slow, slow, slow), MUTE)).isTrue();
    }

    @Test
    void withoutABaselineAnAnswerIsEnough() {
        Symptom effect = new MemoryStress().effect(new MemoryStress.Settings(null));

        assertThat(effect.intact(List.of(answer(9, Map.of("memory", 0.9))), ProbeBaseline.UNKNOWN))
                .isTrue();
        assertThat(effect.intact(List.of(new ProbeReply.Silent()), ProbeBaseline.UNKNOWN))
                .isFalse();
    }

    @Test
    void theUsualStrainIsThatOfAws() {
        assertThat(new CpuStress.Settings(null).load()).isEqualTo(new Ratio(1));
        assertThat(new MemoryStress.Settings(null).load()).isEqualTo(new Ratio(0.8));
    }

    @Test
    void aZoneIsLostByItsPowerByDefault() {
        ZoneLoss kind = new ZoneLoss();

        assertThat(kind.capability(new ZoneLoss.Settings(null))).isEqualTo(Capability.POWER);
        assertThat(kind.capability(new ZoneLoss.Settings(ZoneLoss.ZoneLossMode.NETWORK)))
                .isEqualTo(Capability.ISOLATION);
        assertThat(kind.description().needs()).containsExactlyInAnyOrder(Capability.POWER, Capability.ISOLATION);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.004, 0.505})
    void aStressIsAtLeastOneWholePercent(double share) {
        assertThatThrownBy(() -> new CpuStress.Settings(new Ratio(share)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1% to 100%");
        assertThatThrownBy(() -> new MemoryStress.Settings(new Ratio(share)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1% to 100%");
    }

    private static ProbeReply answer(int millis, Map<String, Double> gauges) {
        return new ProbeReply.Answered(Duration.ofMillis(millis), "", gauges);
    }
}
