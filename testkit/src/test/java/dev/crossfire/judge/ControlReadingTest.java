package dev.crossfire.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.RequestBins;
import dev.crossfire.evidence.RequestBins.RequestTally;
import dev.crossfire.testkit.PlantedRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ControlReadingTest {
    private static PlantedRun calm() {
        return new PlantedRun().control().buyers(100, PlantedRun.outage(30, 33));
    }

    @Test
    void whatACohortGotBySecondIsKept() throws IOException {
        ControlReading.ControlResult read = ControlReading.of(
                calm().evidence(),
                new PlantedRun().plansRate("buyers", 100).fault("f", 30, 40).plan());
        assertThat(read.problems()).isEmpty();
        ControlRun control = Objects.requireNonNull(read.control());
        assertThat(control.run()).isEqualTo("run-1");
        assertThat(control.cohorts()).containsOnlyKeys("buyers");
        RequestBins buyers =
                RequestBins.of(Objects.requireNonNull(control.cohorts().get("buyers")));
        assertThat(buyers.between(Duration.ofSeconds(29), Duration.ofSeconds(31)))
                .isEqualTo(new RequestTally(200, 100));
        assertThat(buyers.blocks(Duration.ZERO, Duration.ofMillis(119_500), Duration.ofSeconds(1)))
                .hasSize(119)
                .allMatch(second -> second.requests() == 100);
        assertThat(buyers.series()).isEqualTo(control.cohorts().get("buyers"));
    }

    @Test
    void whatCannotBeComparedIsRefusedWithEveryReason() throws IOException {
        PlantedRun other = new PlantedRun()
                .fault("f", 30, 40)
                .spike(50, 1, 10)
                .buyers(100, at -> 0)
                .loadCutShort();
        assertThat(ControlReading.of(other.evidence(), new PlantedRun().plan()).problems())
                .anySatisfy(one -> assertThat(one).contains("it has faults"))
                .anySatisfy(one -> assertThat(one).contains("its load differs"))
                .anySatisfy(one -> assertThat(one).contains("did not run to its end"));
        assertThat(ControlReading.of(calm().neverStarted().evidence(), calm().plan())
                        .problems())
                .singleElement()
                .asString()
                .contains("never started");
    }
}
