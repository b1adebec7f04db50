package dev.crossfire.lab.failover;

import static dev.crossfire.lab.failover.WriterProbe.Detector.ProbeVerdict.BACK;
import static dev.crossfire.lab.failover.WriterProbe.Detector.ProbeVerdict.DEAD;
import static dev.crossfire.lab.failover.WriterProbe.Detector.ProbeVerdict.HEALTHY;
import static dev.crossfire.lab.failover.WriterProbe.Detector.ProbeVerdict.MISSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.lab.failover.WriterProbe.Detector;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DetectorTest {
    @Test
    void deadOnlyAfterTheThreshold() {
        assertThat(verdicts(3, "+--+---+"))
                .containsExactly(HEALTHY, MISSED, MISSED, BACK, MISSED, MISSED, DEAD, HEALTHY);
    }

    @Test
    void aThresholdOfOneTrustsASingleProbe() {
        assertThat(verdicts(1, "-+-")).containsExactly(DEAD, HEALTHY, DEAD);
    }

    @Test
    void aResetForgets() {
        Detector detector = new Detector(2);
        detector.observe(false);

        detector.reset();

        assertThat(detector.observe(false)).isEqualTo(MISSED);
    }

    @Test
    void refusesAThresholdBelowOne() {
        assertThatThrownBy(() -> new Detector(0)).hasMessageContaining("at least 1, found 0");
    }

    private static List<Detector.ProbeVerdict> verdicts(int threshold, String probes) {
        Detector detector = new Detector(threshold);
        return Stream.of(probes.split(""))
                .map("+"::equals)
                .map(detector::observe)
                .toList();
    }
}
