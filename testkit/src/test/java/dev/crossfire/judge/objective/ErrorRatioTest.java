package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.testkit.PlantedFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRatioTest {
    @ParameterizedTest
    @CsvSource({
        "0.05, 1000, 50, PASS",
        "0.05, 1000, 51, FAIL",
        "0.05, 20, 0, PASS",
        "0.05, 19, 0, INCONCLUSIVE",
        "0.05, 19, 19, INCONCLUSIVE",
        "0, 1, 0, PASS",
        "0, 1000, 1, FAIL",
    })
    void passesUpToItsTargetWithEnoughRequests(double target, long requests, long errors, Outcome outcome) {
        Judgement judgement = new ErrorRatio().judge(settings(target), PlantedFacts.of(requests, errors, 5));
        assertThat(judgement.outcome()).isEqualTo(outcome);
        assertThat(judgement.why()).contains("requests of buyers failed");
    }

    @Test
    void noRequestIsNoEvidence() {
        Judgement judgement = new ErrorRatio().judge(settings(0.05), PlantedFacts.of((CohortRecovery) null));
        assertThat(judgement.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judgement.measured()).isNull();
    }

    @Test
    void thinTrafficIsForeseen() {
        Cohort buyers = new Cohort("buyers", new Rate(10), List.of());
        Load load = new Load("S", Map.of(), Duration.ZERO, Duration.ofSeconds(90), List.of(buyers));
        assertThat(new ErrorRatio().warnings(settings(0.001), PlantedFacts.plan(load)))
                .singleElement()
                .asString()
                .contains("about 900 requests")
                .contains("1,000");
        assertThat(new ErrorRatio().warnings(settings(0.01), PlantedFacts.plan(load)))
                .isEmpty();
    }

    private static ErrorRatio.Settings settings(double ratio) {
        return new ErrorRatio.Settings("buyers", PhaseRef.WHOLE, new Ratio(ratio));
    }
}
