package dev.crossfire.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineFitnessTest {
    private static Scenario wants(String cohort, Duration atMost) {
        return new Scenario(
                "s",
                "t",
                new Load("TicketOpen", Map.of(), Duration.ZERO, Duration.ofMinutes(1), List.of()),
                Map.of(),
                Duration.ZERO,
                List.of(),
                List.of(new ObjectiveSpec(
                        "buyers-recover", "recovery-time", new RecoveryTime.Settings(cohort, "f", atMost))));
    }

    private static CalibrationReport report(double widthMillis, String... misses) {
        return PlantedReport.of(Map.of("buyers", widthMillis), misses);
    }

    @Test
    void aFineMachineRaisesNothing() {
        MachineFitness fitness = MachineFitness.of(report(20), wants("buyers", Duration.ofSeconds(10)));
        assertThat(fitness.isFit()).isTrue();
        assertThat(fitness.warnings()).isEmpty();
    }

    @Test
    void aCoarseOneIsAWarning() {
        MachineFitness fitness = MachineFitness.of(report(600), wants("buyers", Duration.ofSeconds(2)));
        assertThat(fitness.isFit()).isTrue();
        assertThat(fitness.warnings())
                .singleElement()
                .asString()
                .contains("buyers-recover")
                .contains("600 ms");
    }

    @Test
    void oneThatIsCoarserThanTheTargetIsRefused() {
        MachineFitness fitness = MachineFitness.of(report(600), wants("buyers", Duration.ofMillis(500)));
        assertThat(fitness.isFit()).isFalse();
        assertThat(fitness.refusal()).contains("nothing was injected").contains("0.5 s");
    }

    @Test
    void theWidthsOfOtherCohortsDoNotCountForOneThatWasMeasured() {
        CalibrationReport both = PlantedReport.of(Map.of("buyers", 600.0, "browsers", 20.0));
        MachineFitness fitness = MachineFitness.of(both, wants("browsers", Duration.ofMillis(500)));
        assertThat(fitness.isFit()).isTrue();
        assertThat(fitness.warnings()).isEmpty();
    }

    @Test
    void measuredRatesStandForUnplannedCohorts() {
        CalibrationReport users = PlantedReport.of(Map.of("users", 600.0));
        assertThat(MachineFitness.of(users, wants("buyers", Duration.ofMillis(500)))
                        .isFit())
                .isFalse();
        assertThat(MachineFitness.of(users, wants("buyers", Duration.ofSeconds(2)))
                        .warnings())
                .hasSize(1);
    }

    @Test
    void whatTheCalibrationMissedVoidsTheRun() {
        MachineFitness fitness = MachineFitness.of(
                report(20, "the load generator could not keep up"), wants("buyers", Duration.ofSeconds(10)));
        assertThat(fitness.isFit()).isFalse();
        assertThat(fitness.refusal()).contains("could not keep up");
    }
}
