package dev.crossfire.judge.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.judge.users.ClosedLoad.Manner;
import dev.crossfire.judge.users.ClosedLoad.Outage;
import dev.crossfire.model.Verdict.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Holds the judge's brackets against outages planted under closed load: how often they hold the end, how wide they are. */
class ClosedCoverageTest {
    private static final System.Logger LOG = System.getLogger(ClosedCoverageTest.class.getName());
    private static final long SEED = 20261121;
    /** More with {@code -Dclosed.trials=2000}. */
    private static final int TRIALS = Integer.getInteger("closed.trials", 120);

    private static final List<Manner> MANNERS = List.of(Manner.values());
    private static final int[] USERS = {20, 100, 500};
    private static final double[] THINK = {0, 1, 5};
    private static final double[] SEVERITY = {1, 0.5, 0.1};
    private static final double[] SECONDS = {0.5, 1, 3, 8, 20};
    private static final double[] BACKGROUND = {0, 0.002};

    private record Trial(int users, double think, Outage outage, double rate, double service, Recovery recovery) {
        boolean seen() {
            return recovery.low() != null && recovery.high() != null;
        }

        boolean held() {
            return low() <= outage.truth() && outage.truth() <= high();
        }

        double width() {
            return high() - low();
        }

        private double low() {
            return Objects.requireNonNull(recovery.low());
        }

        private double high() {
            return Objects.requireNonNull(recovery.high());
        }

        double widthRatio() {
            return width() / openWidth();
        }

        /**
         * The open table's median width at this rate of answers, interpolated between its rows, and what an answer takes:
         * the table's answers come at once, seconds.
         */
        double openWidth() {
            double[] widths = outage.severity() == 1
                    ? new double[] {0.09, 0.025, 0.005}
                    : outage.severity() == 0.5 ? new double[] {0.7, 0.115, 0.02} : new double[] {3.5, 1.05, 0.105};
            // Widths go with one over the rate, and faster than that where few requests are bad.
            double power = rate < 60
                    ? Math.log(widths[0] / widths[1]) / Math.log(3)
                    : Math.log(widths[1] / widths[2]) / Math.log(5);
            return service + widths[1] * Math.pow(60 / rate, power);
        }
    }

    @Test
    void bracketsHoldThePlantedEnd() {
        List<Trial> trials = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < TRIALS; i++) {
            int users = USERS[random.nextInt(USERS.length)];
            double think = THINK[random.nextInt(THINK.length)];
            Manner manner = MANNERS.get(random.nextInt(MANNERS.size()));
            double seconds = SECONDS[random.nextInt(SECONDS.length)];
            Outage outage = new Outage(
                    manner,
                    SEVERITY[random.nextInt(SEVERITY.length)],
                    20 + random.nextDouble(),
                    seconds,
                    manner == Manner.HOLD ? 30 : 1);
            ClosedLoad load = new ClosedLoad(users, think, BACKGROUND[random.nextInt(2)], outage, random.nextLong());
            trials.add(new Trial(
                    users,
                    think,
                    outage,
                    load.rate(),
                    load.service(),
                    load.send().recovery()));
        }
        StringBuilder table = new StringBuilder("seed " + SEED);
        rows(table, trials, one -> one.outage().manner() + " think " + (int) one.think());
        rows(table, trials, one -> "severity " + one.outage().severity());
        rows(table, trials, one -> "seconds " + one.outage().seconds());
        rows(table, trials, one -> "users " + one.users());
        rows(table, trials, one -> "all");
        trials.stream().filter(one -> one.seen() && !one.held()).forEach(one -> table.append("\nmissed ")
                .append(one));
        LOG.log(System.Logger.Level.INFO, table);
        assertThat(trials)
                .filteredOn(one -> one.outage().severity() == 1 && one.outage().seconds() >= 3)
                .allMatch(Trial::seen);
        List<Trial> seen = trials.stream().filter(Trial::seen).toList();
        assertThat(median(seen, Trial::widthRatio)).as(table.toString()).isLessThanOrEqualTo(2);
        assertThat((double) seen.stream().filter(Trial::held).count() / seen.size())
                .as(table.toString())
                .isGreaterThanOrEqualTo(0.95);
    }

    private static void rows(StringBuilder table, List<Trial> trials, Function<Trial, String> by) {
        Map<String, List<Trial>> rows = new TreeMap<>();
        trials.forEach(one ->
                rows.computeIfAbsent(by.apply(one), key -> new ArrayList<>()).add(one));
        rows.forEach((name, some) -> {
            List<Trial> seen = some.stream().filter(Trial::seen).toList();
            table.append(String.format(
                    "%n%-20s %4d trials, %4d seen, %4d held, width %.2f x the open table's, %.3f s",
                    name,
                    some.size(),
                    seen.size(),
                    seen.stream().filter(Trial::held).count(),
                    median(seen, Trial::widthRatio),
                    median(seen, Trial::width)));
        });
    }

    private static double median(List<Trial> some, Function<Trial, Double> of) {
        return some.isEmpty()
                ? Double.NaN
                : some.stream().map(of).sorted().toList().get(some.size() / 2);
    }
}
