package dev.crossfire.judge.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnhealthyIntervalFinderTest {
    private static final System.Logger LOG = System.getLogger(UnhealthyIntervalFinderTest.class.getName());
    private static final long SEED = 7;
    private static final HealthThreshold TOLERANCE = new HealthThreshold(0.01, 10_000_000);

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 300})
    void aSystemExactlyAtItsLimitHardlyEverRaisesAnAlarm(int rate) {
        int alarms = 0;
        for (int run = 0; run < 100; run++) {
            UnhealthyIntervalFinder finder = new UnhealthyIntervalFinder(TOLERANCE);
            SplittableRandom random = new SplittableRandom(SEED + run);
            for (double at = 0; at < 600; at += -Math.log(1 - random.nextDouble()) / rate) {
                finder.accept(Math.round(at * 1e6), random.nextDouble() >= TOLERANCE.badRatio());
            }
            alarms += finder.finish().isEmpty() ? 0 : 1;
        }
        LOG.log(System.Logger.Level.INFO, "seed " + SEED + ": alarms in " + alarms + " of 100 runs at " + rate + "/s");
        assertThat(alarms).isLessThanOrEqualTo(2);
    }

    @Test
    void anUnhealthyIntervalAfterStayingHealthyLongEnoughIsARelapse() {
        for (int trial = 0; trial < 100; trial++) {
            double calm = 11 + trial % 10;
            assertThat(twoOutages(calm, trial))
                    .as("calm for %s s, seed %d", calm, SEED + trial)
                    .hasSize(2);
        }
    }

    @Test
    void unhealthyIntervalsTooCloseTogetherAreOneEpisode() {
        for (int trial = 0; trial < 100; trial++) {
            double calm = 1 + trial % 8;
            assertThat(twoOutages(calm, trial))
                    .as("calm for %s s, seed %d", calm, SEED + trial)
                    .hasSize(1);
        }
    }

    @Test
    void nothingIsFoundInNothing() {
        assertThat(new UnhealthyIntervalFinder(TOLERANCE).finish()).isEmpty();
    }

    @Test
    void aStrayErrorIsNoUnhealthyInterval() {
        UnhealthyIntervalFinder finder = new UnhealthyIntervalFinder(TOLERANCE);
        for (int i = 0; i < 1000; i++) {
            finder.accept(i * 50_000L, i != 500);
        }
        assertThat(finder.finish()).isEmpty();
    }

    @Test
    void manyRequestsInOneMicrosecondAreCounted() {
        UnhealthyIntervalFinder finder = new UnhealthyIntervalFinder(TOLERANCE);
        for (int i = 0; i < 5000; i++) {
            finder.accept(1_000_000, i % 2 == 0);
        }
        assertThat(finder.finish()).singleElement().satisfies(episode -> {
            assertThat(episode.roughStartMicros()).isEqualTo(1_000_000);
            assertThat(episode.roughEndMicros()).isEqualTo(1_000_000);
        });
    }

    private static List<Episode> twoOutages(double calm, int trial) {
        UnhealthyIntervalFinder finder = new UnhealthyIntervalFinder(TOLERANCE);
        SplittableRandom random = new SplittableRandom(SEED + trial);
        double second = 32 + calm;
        for (double at = 0; at < second + 30; at += -Math.log(1 - random.nextDouble()) / 120) {
            boolean out = (at >= 30 && at < 32) || (at >= second && at < second + 2);
            finder.accept(Math.round(at * 1e6), random.nextDouble() >= (out ? 0.8 : 0.002));
        }
        return finder.finish();
    }
}
