package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoRelapseTest {
    private static final String FAULT = "writer-lost";

    @Test
    void aCohortThatStaysHealthyPasses() {
        ObjectiveVerdict verdict = buyers(PlantedRun.outage(30, 33), null);
        assertThat(verdict.outcome()).as(verdict.why()).isEqualTo(Outcome.PASS);
        assertThat(verdict.why()).contains("stayed healthy for the 86.99 s");
        assertThat(buyers(at -> 0, 80.0).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aRelapseWhileTheFaultLastsFails() {
        ObjectiveVerdict verdict = buyers(at -> (at >= 30 && at < 33) || (at >= 50 && at < 53) ? 1 : 0, null);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.why()).contains("relapsed 1 time later");
        assertThat(verdict.measured()).isNotNull().satisfies(one -> {
            assertThat(one.value()).isEqualTo(1);
            assertThat(one.unit()).isEqualTo("relapses");
        });
    }

    @Test
    void aRelapseAfterTheFaultIsClearedFailsToo() {
        ObjectiveVerdict verdict = new PlantedRun()
                .fault(FAULT, 30, 40)
                .buyers(100, at -> (at >= 30 && at < 33) || (at >= 60 && at < 63) ? 1 : 0)
                .wants("r", "no-relapse", settings(null))
                .objective();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.why()).contains("unhealthy for 3").contains("after it was cleared");
    }

    @Test
    void aCohortThatStaysUnhealthyAfterTheFaultIsClearedFails() {
        ObjectiveVerdict verdict = new PlantedRun()
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(30, 110))
                .wants("r", "no-relapse", settings(null))
                .objective();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.why()).contains("still unhealthy 30 s after writer-lost was cleared");
    }

    @Test
    void whatWasNotSeenForLongEnoughIsInconclusive() {
        assertThat(buyers(PlantedRun.outage(30, 33), 88.0).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(buyers(PlantedRun.outage(30, 115), null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(buyers(PlantedRun.outage(25, 33), null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        ObjectiveVerdict silent = new PlantedRun()
                .fault(FAULT, 30, 100)
                .wants("r", "no-relapse", settings(null))
                .objective();
        assertThat(silent.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void shortRunsAreForeseen() {
        assertThat(new NoRelapse()
                        .warnings(
                                settings(80.0),
                                new PlantedRun().planned(FAULT, 30).plan()))
                .isEmpty();
        assertThat(new NoRelapse()
                        .warnings(
                                settings(null),
                                new PlantedRun().planned(FAULT, 115).plan()))
                .singleElement()
                .asString()
                .contains("to stay healthy for 10 s after writer-lost takes 125 s");
    }

    private static ObjectiveVerdict buyers(DoubleUnaryOperator badRatio, @Nullable Double stay) {
        return new PlantedRun()
                .fault(FAULT, 30, 100)
                .buyers(100, badRatio)
                .wants("r", "no-relapse", settings(stay))
                .objective();
    }

    private static NoRelapse.Settings settings(@Nullable Double stay) {
        return new NoRelapse.Settings(
                "buyers", FAULT, stay == null ? null : Duration.ofMillis(Math.round(stay * 1000)));
    }
}
