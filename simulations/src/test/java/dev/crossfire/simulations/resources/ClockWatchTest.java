package dev.crossfire.simulations.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.simulations.resources.ResourceMonitor.ClockWatch;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final long WALL = 1_800_000_000_000_000L;
    private static final long PULSE = 50_000;

    private final ClockWatch watch = new ClockWatch();

    @Test
    void aClockThatRunsIsNotSet() {
        for (int i = 0; i < 100; i++) {
            assertThat(look(i, WALL + i * PULSE)).isZero();
        }
    }

    /** Half a millisecond a second is the most that NTP slews a clock by. */
    @Test
    void aClockThatIsSlewedIsNotSet() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(look(i, WALL + i * PULSE + i * PULSE / 2_000)).isZero();
        }
    }

    @Test
    void aStepIsSeenOnceWithItsSize() {
        look(0, WALL);
        assertThat(look(1, WALL + PULSE + 2_300_000)).isEqualTo(2_300_000);
        assertThat(look(2, WALL + 2 * PULSE + 2_300_000)).isZero();
        assertThat(look(3, WALL + 3 * PULSE)).isEqualTo(-2_300_000);
        assertThat(look(4, WALL + 4 * PULSE + ClockWatch.LEAST_STEP_MICROS - 1)).isZero();
    }

    /** A thread that stood still between two readings knows nothing of the clock. */
    @Test
    void readingsFarApartAreLeftOut() {
        look(0, WALL);
        assertThat(watch.look(PULSE, WALL + PULSE + 90_000, PULSE + 90_000)).isZero();
        assertThat(look(2, WALL + 2 * PULSE)).isZero();
    }

    private long look(long pulse, long wall) {
        return watch.look(pulse * PULSE, wall, pulse * PULSE + 2);
    }
}
