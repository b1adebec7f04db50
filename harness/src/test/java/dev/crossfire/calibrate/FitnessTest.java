package dev.crossfire.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.calibrate.CalibrationReport.Clock;
import dev.crossfire.calibrate.CalibrationReport.Held;
import dev.crossfire.calibrate.CalibrationReport.Injector;
import dev.crossfire.calibrate.CalibrationReport.Machine;
import dev.crossfire.calibrate.CalibrationReport.Row;
import dev.crossfire.calibrate.CalibrationReport.Widths;
import dev.crossfire.calibrate.outage.Manner;
import dev.crossfire.calibrate.outage.Shape;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.Load;
import dev.crossfire.model.ObjectiveSpec;
import dev.crossfire.model.Rate;
import dev.crossfire.model.RunOutcome;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Verdict.RecoveryState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FitnessTest {
    private static Scenario wants(String cohort, Duration atMost) {
        return new Scenario(
                "s",
                "t",
                new Load("TicketOpen", Map.of(), Duration.ZERO, Duration.ofMinutes(1), List.of()),
                Map.of(),
                Duration.ZERO,
                List.of(),
                List.of(new ObjectiveSpec(
                        "back-in-time", "recovery-time", new RecoveryTime.Settings(cohort, "f", atMost))));
    }

    private static CalibrationReport report(double widthMillis, String... misses) {
        Row row = new Row(
                "o",
                "buyers",
                new Rate(100),
                Shape.ALL,
                Manner.FAIL,
                1,
                0,
                100,
                RecoveryState.RECOVERED,
                1.0,
                1 - widthMillis / 2000,
                1 + widthMillis / 2000,
                0,
                widthMillis,
                null,
                true,
                0,
                "why");
        return new CalibrationReport(
                CalibrationReport.SCHEMA,
                1,
                misses.length == 0 ? RunOutcome.PASS : RunOutcome.FAIL,
                List.of(misses),
                25,
                new Machine(2, "Linux", "17"),
                new Held(1, 1, 1),
                new Widths(null, 1.25),
                0,
                new Injector(1000, 4.0, 9.0, false),
                new Clock(1, false, 0.4),
                List.of(),
                List.of(),
                List.of(row));
    }

    @Test
    void aFineMachineRaisesNothing() {
        Fitness fitness = Fitness.of(report(20), wants("buyers", Duration.ofSeconds(10)));
        assertThat(fitness.isFit()).isTrue();
        assertThat(fitness.doubts()).isEmpty();
    }

    @Test
    void aCoarseOneIsDoubted() {
        Fitness fitness = Fitness.of(report(600), wants("buyers", Duration.ofSeconds(2)));
        assertThat(fitness.isFit()).isTrue();
        assertThat(fitness.doubts())
                .singleElement()
                .asString()
                .contains("back-in-time")
                .contains("600 ms");
    }

    @Test
    void oneThatIsCoarserThanTheTargetIsRefused() {
        Fitness fitness = Fitness.of(report(600), wants("buyers", Duration.ofMillis(500)));
        assertThat(fitness.isFit()).isFalse();
        assertThat(fitness.refusal()).contains("nothing was fired").contains("0.5 s");
    }

    @Test
    void theWidthsOfOtherCohortsDoNotCount() {
        assertThat(Fitness.of(report(600), wants("browsers", Duration.ofMillis(500)))
                        .isFit())
                .isTrue();
    }

    @Test
    void whatTheCalibrationMissedVoidsTheRun() {
        Fitness fitness =
                Fitness.of(report(20, "the load generator could not keep up"), wants("buyers", Duration.ofSeconds(10)));
        assertThat(fitness.isFit()).isFalse();
        assertThat(fitness.refusal()).contains("could not keep up");
    }
}
