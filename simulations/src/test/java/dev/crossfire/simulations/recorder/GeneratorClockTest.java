package dev.crossfire.simulations.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratorClockTest {
    private final GeneratorClock clock = new GeneratorClock();

    @Test
    void refinesWhatThisThreadRead() {
        long before = clock.nowMicros();
        long millis = clock.nowMillis();
        long after = clock.nowMicros();
        assertThat(clock.startMicros(millis)).isBetween(before, after);
        assertThat(clock.endMicros(millis)).isBetween(before, after);
        assertThat(clock.startMicros(millis) / 1000).isEqualTo(millis);
    }

    @Test
    void neverFlatters() {
        for (int i = 0; i < 10_000; i++) {
            long start = clock.nowMillis();
            long end = clock.nowMillis();
            assertThat(clock.startMicros(start)).isLessThanOrEqualTo(clock.endMicros(end));
        }
    }

    @Test
    void whatItDidNotReadStaysAMillisecond() {
        assertThat(clock.startMicros(123_456)).isEqualTo(123_456_000);
        assertThat(clock.endMicros(123_456)).isEqualTo(123_456_000);
    }
}
