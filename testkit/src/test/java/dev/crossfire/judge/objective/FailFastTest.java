package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailFastTest {
    private static final String FAULT = "writer-lost";

    @ParameterizedTest
    @CsvSource({"90, 700, PASS", "90, 500, FAIL", "50, 10, PASS", "99.9, 5000, INCONCLUSIVE"})
    void theWaitForErrorsAloneIsJudged(double percentile, long most, Outcome outcome) {
        ObjectiveVerdict verdict =
                outage().wants("q", "fail-fast", settings(percentile, most)).objective();
        assertThat(verdict.outcome()).as(verdict.why()).isEqualTo(outcome);
        assertThat(verdict.measured())
                .isNotNull()
                .extracting(MeasuredFigure::unit)
                .isEqualTo("ms");
    }

    @Test
    void goodAnswersDoNotFlatterIt() {
        ObjectiveVerdict verdict =
                outage().wants("q", "fail-fast", settings(90, 700)).objective();
        assertThat(Objects.requireNonNull(verdict.measured()).value()).isBetween(599.0, 601.0);
        assertThat(verdict.why()).contains("90 % of the 300 failed requests of buyers were answered within 600 ms");
    }

    @Test
    void withoutErrorsNothingIsShown() {
        ObjectiveVerdict none = new PlantedRun()
                .fault(FAULT, 30, 60)
                .buyers(100, at -> 0)
                .wants("q", "fail-fast", settings(90, 700))
                .objective();
        assertThat(none.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(none.why()).contains("had no measurable impact on buyers");
        PlantedRun late = new PlantedRun().fault(FAULT, 30, 60);
        for (int i = 0; i < 12_000; i++) {
            late.request(i / 100.0, true, i >= 3_000 && i < 3_300 ? 2_000 : 5, PlantedRun.BUYERS, PlantedRun.RESERVE);
        }
        assertThat(late.wants("q", "fail-fast", settings(90, 700)).objective().why())
                .contains("answered late, but no request failed");
    }

    @Test
    void thinTrafficIsForeseen() {
        assertThat(new FailFast()
                        .warnings(
                                settings(95, 700),
                                new PlantedRun().planned(FAULT, 30).plan()))
                .isEmpty();
        assertThat(new FailFast()
                        .warnings(
                                settings(99.99, 700),
                                new PlantedRun().planned(FAULT, 30).plan()))
                .singleElement()
                .asString()
                .contains("10,000");
        assertThatThrownBy(() -> settings(0, 1)).hasMessageContaining("percentile");
    }

    /** Three seconds without service: four of five errors at once, one after 600 ms. */
    private static PlantedRun outage() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60);
        for (int i = 0; i < 12_000; i++) {
            boolean out = i >= 3_000 && i < 3_300;
            drill.request(i / 100.0, !out, out ? i % 5 == 0 ? 600 : 8 : 5, PlantedRun.BUYERS, PlantedRun.RESERVE);
        }
        return drill;
    }

    private static FailFast.Settings settings(double percentile, long mostMillis) {
        return new FailFast.Settings("buyers", FAULT, percentile, Duration.ofMillis(mostMillis));
    }
}
