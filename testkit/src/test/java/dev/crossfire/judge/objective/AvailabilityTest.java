package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.TargetText;
import dev.crossfire.testkit.PlantedFacts;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityTest {
    @ParameterizedTest
    @CsvSource({
        "0.95,  1000, 50, PASS",
        "0.95,  1000, 51, FAIL",
        "0.999, 999,  0,  INCONCLUSIVE",
        "0.999, 1000, 0,  PASS",
        "1,     1,    0,  PASS",
        "1,     1000, 1,  FAIL",
    })
    void passesUpToItsTargetWithEnoughRequests(double target, long requests, long bad, Outcome outcome) {
        assertThat(new Availability()
                        .judge(settings(target), PlantedFacts.of(requests, bad, 5))
                        .outcome())
                .isEqualTo(outcome);
    }

    /** A late answer is no error, but it did not serve its user in time. */
    @Test
    void lateAnswersAreNoService() {
        PlantedRun drill = new PlantedRun();
        for (int i = 0; i < 12_000; i++) {
            drill.request(i / 100.0, true, i % 100 == 0 ? 1_500 : 5, PlantedRun.BUYERS, PlantedRun.RESERVE);
        }
        ObjectiveVerdict verdict =
                drill.wants("a", "availability", settings(0.995)).objective();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.why()).contains("99 % of 12,000 requests of buyers", "got a correct answer");
    }

    @Test
    void noRequestIsNoEvidenceAndThinTrafficIsForeseen() {
        assertThat(new Availability()
                        .judge(settings(0.9), PlantedFacts.of((CohortRecovery) null))
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        Cohort buyers = new Cohort("buyers", new Rate(10), List.of());
        Load load = new Load("S", Map.of(), Duration.ZERO, Duration.ofSeconds(90), List.of(buyers));
        assertThat(new Availability().warnings(settings(0.999), PlantedFacts.plan(load)))
                .singleElement()
                .asString()
                .contains("1,000");
        assertThat(new Availability().warnings(settings(0.99), PlantedFacts.plan(load)))
                .isEmpty();
    }

    @Test
    void allButALittleIsNotRoundedToAll() {
        assertThat(TargetText.plain(settings(0.99995).target())).isEqualTo(">= 99.995 %");
    }

    private static Availability.Settings settings(double ratio) {
        return new Availability.Settings("buyers", PhaseRef.WHOLE, new Ratio(ratio));
    }
}
