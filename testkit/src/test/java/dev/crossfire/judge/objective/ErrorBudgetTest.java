package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBudgetTest {
    private static final Duration MONTH = Duration.ofDays(30);

    /** 300 bad requests; 99.9 % over 30 days at 100 a second leave 259,200. */
    @ParameterizedTest
    @CsvSource({"0.0012, PASS", "0.0011, FAIL"})
    void theCostIsTheShareOfTheBudget(double atMost, Outcome outcome) {
        ObjectiveVerdict verdict = outage().wants("b", "error-budget", settings(0.999, MONTH, new Rate(100), atMost))
                .objective();
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(measured(verdict)).isCloseTo(300 / 259_200.0, within(1e-9));
        assertThat(verdict.why())
                .isEqualTo("the drill cost 0.12 % of the error budget of buyers: 300 bad requests of the 259,200 that"
                        + " 99.9 % over 30 days allow at 100 requests a second");
    }

    /** The plan's base rate is 60 a second and its spike 400 for 20 s; each user sends two requests. */
    @Test
    void withoutARateItIsThatOfTheBaseLoad() {
        PlantedRun drill = new PlantedRun().plansRate("buyers", 60).spike(50, 0, 20);
        for (String name : List.of(PlantedRun.RESERVE, PlantedRun.BROWSE)) {
            drill.requests(PlantedRun.BUYERS, name, 60, 0, PlantedRun.LENGTH, at -> 0)
                    .requests(PlantedRun.BUYERS, name, 340, 50, 70, at -> 0);
        }
        drill.request(30, false, 5, PlantedRun.BUYERS, PlantedRun.RESERVE);
        ObjectiveVerdict verdict = drill.wants("b", "error-budget", settings(0.999, MONTH, null, 0.5))
                .objective();
        assertThat(measured(verdict)).isCloseTo(1 / (0.001 * 120 * 30 * 86_400), within(1e-8));
    }

    @Test
    void nothingSentAndTooSmallABudgetAreInconclusive() {
        assertThat(new PlantedRun()
                        .wants("b", "error-budget", settings(0.999, MONTH, null, 0.5))
                        .objective()
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        PlantedRun one =
                new PlantedRun().buyers(100, at -> 0).request(30, false, 5, PlantedRun.BUYERS, PlantedRun.RESERVE);
        ObjectiveVerdict verdict = one.wants(
                        "b", "error-budget", settings(0.999, Duration.ofMinutes(1), new Rate(100), 0.05))
                .objective();
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.why()).contains("one bad request alone");
    }

    @Test
    void aBudgetOfLessThanARequestIsForeseen() {
        assertThat(new ErrorBudget().warnings(settings(0.999, MONTH, null, 0.05), new PlantedRun().plan()))
                .isEmpty();
        assertThat(new ErrorBudget()
                        .warnings(settings(0.999, Duration.ofMinutes(1), null, 0.05), new PlantedRun().plan()))
                .singleElement()
                .asString()
                .contains("about 3.6 requests");
    }

    @Test
    void aLevelWithoutABudgetIsRefused() {
        assertThatThrownBy(() -> settings(1, MONTH, null, 0.05)).hasMessageContaining("no error budget");
        assertThatThrownBy(() -> settings(0.9, Duration.ZERO, null, 0.05)).hasMessageContaining("longer than 0s");
        assertThatThrownBy(() -> settings(0.9, MONTH, new Rate(0), 0.05)).hasMessageContaining("without traffic");
    }

    private static PlantedRun outage() {
        return new PlantedRun().fault("writer-lost", 30, 60).buyers(100, PlantedRun.outage(30, 33));
    }

    private static double measured(ObjectiveVerdict verdict) {
        return Objects.requireNonNull(verdict.measured()).value();
    }

    private static ErrorBudget.Settings settings(double slo, Duration window, @Nullable Rate traffic, double atMost) {
        return new ErrorBudget.Settings("buyers", new Ratio(slo), window, traffic, new Ratio(atMost));
    }
}
