package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeToFirstSuccessTest {
    private static final String FAULT = "writer-lost";

    /** All fail for 3 s, then every second one for 10 s. */
    private static double slowlyBack(double at) {
        return at < 30 || at >= 43 ? 0 : at < 33 ? 1 : 0.5;
    }

    @ParameterizedTest
    @CsvSource({"3.2, PASS", "2.9, FAIL"})
    void theFirstServedAgainCounts(double atMost, Outcome outcome) {
        ObjectiveVerdict verdict = buyers(TimeToFirstSuccessTest::slowlyBack, atMost);
        assertThat(verdict.outcome()).as(verdict.why()).isEqualTo(outcome);
        assertThat(Objects.requireNonNull(verdict.measured()).value()).isBetween(2.99, 3.1);
        assertThat(verdict.why()).contains("the first good request of buyers came 3");
    }

    @Test
    void aCohortThatIsNeverServedAgainFailsOnceTheTimeIsOver() {
        assertThat(buyers(PlantedRun.outage(30, PlantedRun.LENGTH), 60).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(buyers(PlantedRun.outage(30, PlantedRun.LENGTH), 100).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void withoutImpactItDependsOnWhatTheTrafficCouldHaveShown() {
        assertThat(buyers(at -> 0, 3).outcome()).isEqualTo(Outcome.PASS);
        assertThat(buyers(at -> 0, 0.01).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(buyers(PlantedRun.outage(25, 33), 3).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        ObjectiveVerdict silent = new PlantedRun()
                .fault(FAULT, 30, 60)
                .wants("f", "time-to-first-success", settings(3))
                .objective();
        assertThat(silent.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(silent.measured()).isNull();
    }

    @Test
    void rareUsersAndShortRunsAreForeseen() {
        assertThat(new TimeToFirstSuccess()
                        .warnings(
                                settings(3), new PlantedRun().planned(FAULT, 30).plan()))
                .isEmpty();
        assertThat(new TimeToFirstSuccess()
                        .warnings(
                                settings(0.01),
                                new PlantedRun().planned(FAULT, 118).plan()))
                .singleElement()
                .asString()
                .contains("none may come within 10 ms");
        assertThat(new TimeToFirstSuccess()
                        .warnings(
                                settings(3),
                                new PlantedRun().planned(FAULT, 118).plan()))
                .singleElement()
                .asString()
                .contains("load lasts 120 s");
    }

    private static ObjectiveVerdict buyers(DoubleUnaryOperator badRatio, double atMost) {
        return new PlantedRun()
                .fault(FAULT, 30, 60)
                .buyers(100, badRatio)
                .wants("f", "time-to-first-success", settings(atMost))
                .objective();
    }

    private static TimeToFirstSuccess.Settings settings(double atMost) {
        return new TimeToFirstSuccess.Settings("buyers", FAULT, Duration.ofMillis(Math.round(atMost * 1000)));
    }
}
