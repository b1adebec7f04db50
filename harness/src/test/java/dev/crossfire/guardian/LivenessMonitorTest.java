package dev.crossfire.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LivenessMonitorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LivenessMonitor livenessMonitor = new LivenessMonitor(PATIENCE, Duration.ZERO);

    @Test
    void heartbeatsInTimeMeanAlive() {
        for (long millis = 0; millis <= 60_000; millis += 100) {
            if (millis % 2_500 == 0) {
                livenessMonitor.onHeartbeat(Duration.ofMillis(millis));
            }
            assertThat(livenessMonitor.silence(Duration.ofMillis(millis))).isNull();
        }
    }

    @Test
    void silenceLongerThanPatienceMeansDead() {
        livenessMonitor.onHeartbeat(Duration.ofMillis(50));
        for (long millis = 100; millis <= 3_050; millis += 50) {
            assertThat(livenessMonitor.silence(Duration.ofMillis(millis))).isNull();
        }
        assertThat(livenessMonitor.silence(Duration.ofMillis(3_051))).isEqualTo(Duration.ofMillis(3_001));
    }

    /** Both were kept from running, as by a machine that swaps: the beats lie in the pipe, unread. */
    @Test
    void aMonitorThatWasStoppedItselfGrantsFullPatienceAgain() {
        assertThat(livenessMonitor.silence(Duration.ofMillis(100))).isNull();
        assertThat(livenessMonitor.silence(Duration.ofSeconds(10))).isNull();
        assertThat(asked(10_100, 13_000)).isNull();
        assertThat(livenessMonitor.silence(Duration.ofMillis(13_001))).isEqualTo(Duration.ofMillis(3_001));
    }

    private @Nullable Duration asked(long from, long to) {
        for (long millis = from; millis < to; millis += 100) {
            assertThat(livenessMonitor.silence(Duration.ofMillis(millis))).isNull();
        }
        return livenessMonitor.silence(Duration.ofMillis(to));
    }
}
