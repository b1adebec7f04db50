package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodputTest {
    private static final String FAULT = "writer-lost";

    @ParameterizedTest
    @CsvSource({"0.49, PASS", "0.51, FAIL"})
    void halfOfTheTimeLostIsHalfOfTheBaseline(double atLeast, Outcome outcome) {
        ObjectiveVerdict verdict = new PlantedRun()
                .fault(FAULT, 30, 60)
                .buyers(100, PlantedRun.outage(30, 45))
                .wants("g", "goodput", settings(30, atLeast))
                .objective();
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(measured(verdict)).isCloseTo(0.5, within(0.005));
        assertThat(verdict.why()).contains("1,500 good requests in the 30.00 s after writer-lost took effect");
    }

    /** Seven times the users and as many good answers as before: most of them are not served. */
    @Test
    void aSpikeOfLoadDoesNotImproveGoodput() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 45, 80).spike(50, 0, 20);
        drill.requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 60, 0, PlantedRun.LENGTH, at -> 0);
        drill.requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 340, 50, 70, at -> 1);
        ObjectiveVerdict verdict =
                drill.wants("g", "goodput", settings(30, 0.9)).objective();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(measured(verdict)).isCloseTo(30 * 60 / (10 * 60 + 20 * 400.0), within(0.005));
    }

    /** Who gets no answer to a first request never sends the second: what was not even sent is missed. */
    @Test
    void requestsThatUsersDidNotComeToSendAreMissed() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60);
        drill.requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 60, 0, PlantedRun.LENGTH, PlantedRun.outage(30, 45));
        drill.requests(PlantedRun.BUYERS, PlantedRun.BROWSE, 60, 0, 30, at -> 0)
                .requests(PlantedRun.BUYERS, PlantedRun.BROWSE, 60, 45, PlantedRun.LENGTH, at -> 0);
        assertThat(measured(drill.wants("g", "goodput", settings(30, 0.4)).objective()))
                .isCloseTo(0.5, within(0.005));
    }

    @Test
    void whatCannotBeComparedIsInconclusive() {
        assertThat(inconclusive(new PlantedRun().fault(FAULT, 5, 20).buyers(100, at -> 0), 30))
                .contains("were seen before the first fault");
        assertThat(inconclusive(new PlantedRun().fault(FAULT, 30, 40).buyers(100, PlantedRun.outage(25, 29)), 30))
                .contains("already unhealthy before");
        assertThat(inconclusive(new PlantedRun().fault(FAULT, 100, 105).buyers(100, at -> 0), 30))
                .contains("end 20.01 s after writer-lost took effect; expected 30.00 s");
        assertThat(inconclusive(new PlantedRun().fault(FAULT, 30, 40), 30)).contains("sent no request");
        assertThat(inconclusive(new PlantedRun().fault(FAULT, 30, 40).buyers(0.2, at -> 0), 30))
                .contains("too few to show");
        assertThat(inconclusive(new PlantedRun().planned(FAULT, 30).buyers(100, at -> 0), 30))
                .contains("never injected");
    }

    @Test
    void thinTrafficAndShortRunsAreForeseen() {
        assertThat(new Goodput()
                        .warnings(
                                settings(30, 0.9),
                                new PlantedRun().planned(FAULT, 30).plan()))
                .isEmpty();
        assertThat(new Goodput()
                        .warnings(
                                settings(30, 0.9999),
                                new PlantedRun().planned(FAULT, 30).plan()))
                .singleElement()
                .asString()
                .contains("10,000");
        assertThat(new Goodput()
                        .warnings(
                                settings(30, 0.9),
                                new PlantedRun().planned(FAULT, 100).plan()))
                .singleElement()
                .asString()
                .contains("load lasts 120 s");
        assertThat(new Goodput()
                        .warnings(
                                settings(30, 0.9),
                                new PlantedRun().planned(FAULT, 5).plan()))
                .singleElement()
                .asString()
                .contains("the first fault comes 5 s after t = 0");
    }

    private static String inconclusive(PlantedRun drill, double over) {
        ObjectiveVerdict verdict =
                drill.wants("g", "goodput", settings(over, 0.9)).objective();
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        return verdict.why();
    }

    private static double measured(ObjectiveVerdict verdict) {
        return Objects.requireNonNull(verdict.measured()).value();
    }

    private static Goodput.Settings settings(double over, double atLeast) {
        return new Goodput.Settings("buyers", FAULT, Duration.ofMillis(Math.round(over * 1000)), new Ratio(atLeast));
    }
}
