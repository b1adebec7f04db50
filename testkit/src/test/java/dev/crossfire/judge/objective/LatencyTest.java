package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.TargetText;
import dev.crossfire.testkit.PlantedFacts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTest {
    @ParameterizedTest
    @CsvSource({
        "95, 300, 300.0, 20, PASS",
        "95, 300, 300.1, 20, FAIL",
        "95, 300, 10, 19, INCONCLUSIVE",
        "99.9, 300, 10, 999, INCONCLUSIVE",
        "99.9, 300, 10, 1000, PASS",
        "100, 300, 10, 1, PASS",
    })
    void passesUpToItsTargetWithEnoughRequests(
            double percentile, long most, double millis, long requests, Outcome outcome) {
        Judgement judgement = new Latency()
                .judge(settings(percentile, Duration.ofMillis(most)), PlantedFacts.of(requests, 0, millis));
        assertThat(judgement.outcome()).isEqualTo(outcome);
    }

    @Test
    void aPercentileNearToAllIsNotRoundedToAll() {
        assertThat(TargetText.plain(
                        new Latency.Settings("buyers", PhaseRef.WHOLE, 99.99, Duration.ofMillis(1500)).target()))
                .isEqualTo("p99.99 <= 1.5 s");
    }

    @Test
    void noRequestIsNoEvidence() {
        Judgement judgement =
                new Latency().judge(settings(95, Duration.ofSeconds(1)), PlantedFacts.of((CohortRecovery) null));
        assertThat(judgement.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void theTargetNamesThePercentile() {
        assertThat(TargetText.plain(settings(99.9, Duration.ofMillis(300)).target()))
                .isEqualTo("p99.9 <= 300 ms");
        assertThatThrownBy(() -> settings(0, Duration.ofMillis(300))).hasMessageContaining("percentile");
    }

    private static Latency.Settings settings(double percentile, Duration atMost) {
        return new Latency.Settings("buyers", PhaseRef.WHOLE, percentile, atMost);
    }
}
