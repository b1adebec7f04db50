package dev.crossfire.judge.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the estimator's brackets against outages whose truth is known: how often they hold it, how wide they are.
 *
 * <p>The table of docs/benchmarks.md with {@code -Dopen.trials=80}: so many bound the shares from below, too.
 */
@Tag("long")
class EstimatorCoverageTest {
    private static final System.Logger LOG = System.getLogger(EstimatorCoverageTest.class.getName());
    private static final long SEED = 20261120;
    private static final HealthThreshold TOLERANCE = new HealthThreshold(0.01, 10_000_000);
    private static final double[] BACKGROUNDS = {0, 0.002};
    /** Trials of a row that counts, for each background. */
    private static final int EACH = Integer.getInteger("open.trials", 30);

    private static final int ENOUGH = 80;

    /** A row of the table to reach; any width will do where the table names none. */
    private record Row(String name, double rate, double severity, double seconds, double ramp, double widthMillis) {
        boolean counted() {
            return rate >= 60;
        }
    }

    private static final double ANY = Double.POSITIVE_INFINITY;

    private static final List<Row> ROWS = List.of(
            new Row("all 3 s", 20, 1, 3, 0, 90),
            new Row("all 3 s", 60, 1, 3, 0, 25),
            new Row("all 3 s", 300, 1, 3, 0, 5),
            new Row("half 3 s", 20, 0.5, 3, 0, 700),
            new Row("half 3 s", 60, 0.5, 3, 0, 115),
            new Row("half 3 s", 300, 0.5, 3, 0, 20),
            new Row("tenth 3 s", 60, 0.1, 3, 0, 1100),
            new Row("tenth 3 s", 300, 0.1, 3, 0, 105),
            new Row("tenth 20 s", 20, 0.1, 20, 0, 3500),
            new Row("tenth 20 s", 60, 0.1, 20, 0, 1000),
            new Row("all 0.5 s", 60, 1, 0.5, 0, ANY),
            new Row("all 30 s", 300, 1, 30, 0, ANY),
            new Row("half 0.5 s", 60, 0.5, 0.5, 0, ANY),
            new Row("half 0.5 s", 300, 0.5, 0.5, 0, ANY),
            new Row("half 30 s", 60, 0.5, 30, 0, ANY),
            new Row("tenth 30 s", 60, 0.1, 30, 0, ANY),
            new Row("tenth 20 s", 300, 0.1, 20, 0, ANY),
            new Row("ramp 3 s", 20, 1, 4, 3, 1200),
            new Row("ramp 3 s", 60, 1, 4, 3, 600),
            new Row("ramp 3 s", 300, 1, 4, 3, 240),
            new Row("ramp 15 s", 20, 1, 4, 15, 2900),
            new Row("ramp 15 s", 60, 1, 4, 15, 1600),
            new Row("ramp 15 s", 300, 1, 4, 15, ANY));

    /** What the trials of some rows came to. */
    private static final class Tally {
        private int trials;
        private int seen;
        private int ends;
        private int onsets;
        private final List<Long> widths = new ArrayList<>();

        void add(Tally other) {
            trials += other.trials;
            seen += other.seen;
            ends += other.ends;
            onsets += other.onsets;
        }

        double widthMillis() {
            return widths.stream().sorted().toList().get(widths.size() / 2) / 1000.0;
        }

        @Override
        public String toString() {
            return String.format(
                    "seen %4d of %4d · end held %.3f · onset held %.3f",
                    seen, trials, (double) ends / seen, (double) onsets / seen);
        }
    }

    @Test
    void bracketsContainTheTruthAndAreNarrow() {
        Tally steps = new Tally();
        Tally tenths = new Tally();
        Tally ramps = new Tally();
        int trials = 0;
        List<String> tooWide = new ArrayList<>();
        StringBuilder table = new StringBuilder("seed " + SEED);
        for (Row row : ROWS) {
            Tally tally = trials(row, row.counted() ? EACH : EACH * 3 / 8);
            trials += tally.trials;
            String line = String.format(
                    "%n%-10s %3.0f/s · %s · width %.1f ms, wanted %.1f",
                    row.name, row.rate, tally, tally.widthMillis(), 1.25 * row.widthMillis);
            table.append(line);
            if (tally.widthMillis() > 1.25 * row.widthMillis) {
                tooWide.add(line);
            }
            if (row.counted()) {
                (row.ramp > 0 ? ramps : steps).add(tally);
                if (row.severity == 0.1) {
                    tenths.add(tally);
                }
            }
        }
        table.append(String.format("%nsteps %s%ntenths %s%nramps %s", steps, tenths, ramps));
        LOG.log(System.Logger.Level.INFO, table);
        assertThat(trials).isGreaterThanOrEqualTo(1000);
        assertThat(tooWide).as("seed %d", SEED).isEmpty();
        assertContained(steps, 0.95, 0.93);
        assertContained(tenths, 0.95, 0.93);
        assertContained(ramps, 0.90, 0.90);
    }

    private static void assertContained(Tally tally, double share, double lowerBound) {
        assertThat((double) tally.ends / tally.seen).as("ends, %s", tally).isGreaterThanOrEqualTo(share);
        if (EACH >= ENOUGH) {
            assertThat(lowerBound(tally.ends, tally.seen)).as("ends, %s", tally).isGreaterThanOrEqualTo(lowerBound);
        }
        assertThat((double) tally.onsets / tally.seen).as("onsets, %s", tally).isGreaterThanOrEqualTo(lowerBound);
    }

    /** One-sided 95 % Clopper-Pearson. */
    private static double lowerBound(int held, int of) {
        return held == 0 ? 0 : BetaDistribution.of(held, of - held + 1.0).inverseCumulativeProbability(0.05);
    }

    private static Tally trials(Row row, int eachBackground) {
        Tally tally = new Tally();
        for (double background : BACKGROUNDS) {
            PlantedOutage outage = new PlantedOutage(row.rate, row.severity, row.seconds, row.ramp, background);
            for (int i = 0; i < eachBackground; i++) {
                trial(outage, SEED + 1_000_003L * i + row.name.hashCode() + Math.round(row.rate), tally);
            }
        }
        return tally;
    }

    private static void trial(PlantedOutage outage, long seed, Tally tally) {
        tally.trials++;
        long[] before = new long[2];
        UnhealthyIntervalFinder finder = new UnhealthyIntervalFinder(TOLERANCE);
        outage.send(new SplittableRandom(seed), (micros, good) -> {
            finder.accept(micros, good);
            if (micros < PlantedOutage.startMicros() - 1_000_000) {
                before[0]++;
                before[1] += good ? 0 : 1;
            }
        });
        List<Episode> episodes = finder.finish();
        if (episodes.isEmpty()) {
            return;
        }
        tally.seen++;
        RecoveryEstimator estimator = new RecoveryEstimator(episodes.get(0), TOLERANCE);
        outage.send(new SplittableRandom(seed), estimator);
        Baseline baseline = new Baseline(before[0], before[1]);
        Bracket end = estimator.end(baseline);
        tally.widths.add(end.widthMicros());
        tally.ends += holds(end, outage.endMicros(TOLERANCE.badRatio())) ? 1 : 0;
        tally.onsets += holds(estimator.onset(baseline), PlantedOutage.startMicros()) ? 1 : 0;
    }

    private static boolean holds(Bracket bracket, long truth) {
        return bracket.lowMicros() <= truth && truth <= bracket.highMicros();
    }
}
