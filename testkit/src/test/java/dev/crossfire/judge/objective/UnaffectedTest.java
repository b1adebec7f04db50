package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.RequestBins;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnaffectedTest {
    private static final String FAULT = "writer-lost";

    @ParameterizedTest
    @CsvSource({
        "0,     0,    0.005, PASS",
        "0.004, 0.004, 0.01, PASS",
        "0,     0.05, 0.005, FAIL",
        "0.05,  0.05, 0.001, INCONCLUSIVE",
        "0,     0,    0.0001, INCONCLUSIVE",
    })
    void theBoundMustLieWithinTheMargin(double before, double after, double margin, Outcome outcome) {
        ObjectiveVerdict verdict = browsers(at -> at < 30 ? before : after)
                .wants("u", "unaffected", settings(margin))
                .objective();
        assertThat(verdict.outcome()).as(verdict.why()).isEqualTo(outcome);
    }

    /** A burst of a second and scattered errors are as many; that the burst was all of it is much less sure. */
    @Test
    void errorsThatComeTogetherShowLess() {
        ObjectiveVerdict burst = browsers(PlantedRun.outage(40, 40.2))
                .wants("u", "unaffected", settings(0.02))
                .objective();
        PlantedRun scattered = browsers(at -> 0);
        for (int i = 0; i < 20; i++) {
            scattered.request(31.5 + i, false, 5, PlantedRun.BROWSERS, PlantedRun.BROWSE);
        }
        ObjectiveVerdict single =
                scattered.wants("u", "unaffected", settings(0.02)).objective();
        assertThat(high(burst)).isGreaterThan(1.5 * high(single));
        assertThat(single.outcome()).as(single.why()).isEqualTo(Outcome.PASS);
    }

    @Test
    void theReasonNamesBothSharesTheBoundAndItsConfidence() {
        assertThat(browsers(at -> 0)
                        .wants("u", "unaffected", settings(0.005))
                        .objective()
                        .why())
                .startsWith(
                        "0 % of the requests of browsers were bad after writer-lost against 0 % in the 29.98 s before any")
                .contains("worse by at most 0.", " points (95 % confidence, clustered errors allowed for)");
    }

    /** Load rose when the fault came; without the fault they fare as badly in the same seconds. */
    @Test
    void aControlRunSeparatesTheFaultFromTheLoad() {
        DoubleUnaryOperator load = at -> at >= 30 ? 0.1 : 0;
        assertThat(browsers(load)
                        .wants("u", "unaffected", settings(0.03))
                        .objective()
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        ObjectiveVerdict compared = browsers(load)
                .wants("u", "unaffected", settings(0.03))
                .comparedWith(control("browsers", 10))
                .objective();
        assertThat(compared.outcome()).as(compared.why()).isEqualTo(Outcome.PASS);
        assertThat(compared.why()).contains("in the same seconds of the control run calm");
        ObjectiveVerdict better = browsers(load)
                .wants("u", "unaffected", settings(0.03))
                .comparedWith(control("browsers", 1_000_000))
                .objective();
        assertThat(better.outcome()).isEqualTo(Outcome.FAIL);
        ObjectiveVerdict foreign = browsers(load)
                .wants("u", "unaffected", settings(0.03))
                .comparedWith(control("buyers", 10))
                .objective();
        assertThat(foreign.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(foreign.why()).contains("has no requests of browsers");
    }

    private static ControlRun control(String cohort, int oneBadIn) {
        RequestBins counts = new RequestBins();
        for (int i = 0; i < 100 * PlantedRun.LENGTH; i++) {
            counts.add(i * 10_000L, i % oneBadIn != oneBadIn - 1);
        }
        return new ControlRun(ControlRun.SCHEMA, "calm", Map.of(cohort, counts.series()));
    }

    @Test
    void aCohortThatSendsInFewSecondsOnlyShowsNothing() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60);
        for (int i = 0; i < 9; i++) {
            drill.request(i, true, 5, PlantedRun.BROWSERS, PlantedRun.BROWSE)
                    .request(31 + i, true, 5, PlantedRun.BROWSERS, PlantedRun.BROWSE);
        }
        drill.request(PlantedRun.LENGTH - 0.5, true, 5, PlantedRun.BROWSERS, PlantedRun.BROWSE);
        ObjectiveVerdict verdict = drill.wants("u", "unaffected", settings(0.5)).objective();
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.why()).contains("too few seconds");
    }

    @Test
    void thinTrafficIsForeseen() {
        assertThat(new Unaffected()
                        .warnings(
                                settings(0.01),
                                new PlantedRun().planned(FAULT, 30).plan()))
                .isEmpty();
        assertThat(new Unaffected()
                        .warnings(
                                settings(0.001),
                                new PlantedRun().planned(FAULT, 30).plan()))
                .singleElement()
                .asString()
                .contains("about 1,800 browsers arrive", "0.17 %");
    }

    @Test
    void aConfidenceThatNothingReachesIsRefused() {
        assertThatThrownBy(() -> new Unaffected.Settings("b", FAULT, null, new Ratio(0.1), new Ratio(1)))
                .hasMessageContaining("below 100%");
    }

    @Test
    void aTimeThatIsTooShortToBeEvidenceIsRefusedBeforehand() {
        Duration short8 = Duration.ofSeconds(8);
        assertThatThrownBy(() -> new Unaffected.Settings("b", FAULT, short8, new Ratio(0.1), null))
                .hasMessageContaining("10 s or more");
        assertThatThrownBy(() -> new Goodput.Settings("b", FAULT, short8, new Ratio(0.1)))
                .hasMessageContaining("10 s or more");
    }

    private static PlantedRun browsers(DoubleUnaryOperator badRatio) {
        return new PlantedRun()
                .fault(FAULT, 30, 60)
                .requests(PlantedRun.BROWSERS, PlantedRun.BROWSE, 100, 0, PlantedRun.LENGTH, badRatio);
    }

    private static double high(ObjectiveVerdict verdict) {
        if (verdict.measured() == null || verdict.measured().high() == null) {
            throw new AssertionError(verdict.why());
        }
        return verdict.measured().high();
    }

    private static Unaffected.Settings settings(double margin) {
        @Nullable Ratio usual = null;
        return new Unaffected.Settings("browsers", FAULT, Duration.ofSeconds(30), new Ratio(margin), usual);
    }
}
