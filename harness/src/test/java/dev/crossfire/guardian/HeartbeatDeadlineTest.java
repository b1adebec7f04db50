package dev.crossfire.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatDeadlineTest {
    private final GuardianProcess.HeartbeatDeadline promise =
            new GuardianProcess.HeartbeatDeadline(Duration.ZERO, Duration.ofDays(1));

    @Test
    void itIsKeptUntilItsTimeHasPassed() {
        promise.give(Duration.ofSeconds(10), Duration.ofSeconds(5));
        assertThat(promise.isKept(Duration.ofSeconds(15))).isTrue();
        assertThat(promise.isKept(Duration.ofMillis(15_001))).isFalse();
    }

    @Test
    void theLastOneCountsBeItShorterOrLate() {
        assertThat(promise.isKept(Duration.ofHours(23))).isTrue();
        promise.give(Duration.ofHours(23), Duration.ofSeconds(5));
        assertThat(promise.isKept(Duration.ofHours(24))).isFalse();
        promise.give(Duration.ofHours(24), Duration.ofSeconds(5));
        assertThat(promise.isKept(Duration.ofHours(24))).isTrue();
    }
}
