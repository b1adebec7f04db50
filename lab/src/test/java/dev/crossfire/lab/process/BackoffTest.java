package dev.crossfire.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Backoff BACKOFF = Backoff.USUAL;

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,100", "3,200", "4,400", "8,6400", "9,10000", "2000000000,10000"})
    void doublesFromTheSecondCrashToTheLimit(int crashes, long millis) {
        assertThat(BACKOFF.wait(crashes)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void aHealthyLifeEndsACrashLoop() {
        assertThat(BACKOFF.crashes(7, Duration.ofMillis(4999))).isEqualTo(8);
        assertThat(BACKOFF.crashes(7, Duration.ofSeconds(5))).isEqualTo(1);
    }
}
