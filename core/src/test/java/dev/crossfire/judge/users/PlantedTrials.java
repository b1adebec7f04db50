package dev.crossfire.judge.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.judge.users.PlantedLoad.Manner;
import dev.crossfire.judge.users.PlantedLoad.Outage;
import dev.crossfire.model.verdict.CohortRecovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Planted outages, each judged as a run is judged: how often the brackets hold the end, how wide they are. */
final class PlantedTrials {
    private static final System.Logger LOG = System.getLogger(PlantedTrials.class.getName());
    private static final List<Manner> MANNERS = List.of(Manner.values());
    private static final double[] SEVERITY = {1, 0.5, 0.1};
    private static final double[] SECONDS = {0.5, 1, 3, 8, 20};

    private static final double MAY_MISS = 0.05;
    private static final double CHANCE = 0.99;

    private final long seed;
    private final List<Trial> trials = new ArrayList<>();

    PlantedTrials(long seed) {
        this.seed = seed;
    }

    private record Trial(List<String> rows, Outage outage, double rate, double service, CohortRecovery recovery) {
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

    static Manner manner(SplittableRandom random) {
        return MANNERS.get(random.nextInt(MANNERS.size()));
    }

    static double seconds(SplittableRandom random) {
        return SECONDS[random.nextInt(SECONDS.length)];
    }

    /** An outage of any severity from about 20 s on. */
    static Outage outage(Manner manner, double seconds, SplittableRandom random) {
        return new Outage(
                manner,
                SEVERITY[random.nextInt(SEVERITY.length)],
                20 + random.nextDouble(),
                seconds,
                manner == Manner.HOLD ? 30 : 1);
    }

    /**
     * Sends and judges.
     *
     * @param rows the rows of the table in which it counts, beside its severity's, its length's and the last one
     */
    void add(PlantedLoad load, String... rows) {
        Outage outage = load.outage;
        CohortRecovery recovery = load.send().recovery();
        List<String> all = Stream.concat(
                        Stream.of(rows),
                        Stream.of("severity " + outage.severity(), "seconds " + outage.seconds(), "~ all"))
                .toList();
        trials.add(new Trial(all, outage, load.rate(), load.service(), recovery));
    }

    /** Wants 95 of 100 brackets to hold the end, and at most twice the open table's width. */
    void check() {
        check(seen -> (long) (seen * MAY_MISS));
    }

    /**
     * The same of a few trials: of fifty brackets of which 95 in 100 hold the end, chance lets three miss as often as not, so
     * there may be no more misses than chance brings once in a hundred times. That shows what is broken, not what holds.
     */
    void checkFew() {
        check(seen -> BinomialDistribution.of((int) seen, MAY_MISS).inverseCumulativeProbability(CHANCE));
    }

    private void check(LongUnaryOperator mayMiss) {
        String table = table();
        LOG.log(System.Logger.Level.INFO, table);
        assertThat(trials)
                .filteredOn(one -> one.outage().severity() == 1 && one.outage().seconds() >= 3)
                .allMatch(Trial::seen);
        List<Trial> seen = trials.stream().filter(Trial::seen).toList();
        assertThat(median(seen, Trial::widthRatio)).as(table).isLessThanOrEqualTo(2);
        assertThat(seen.stream().filter(one -> !one.held()).count())
                .as(table)
                .isLessThanOrEqualTo(mayMiss.applyAsLong(seen.size()));
    }

    private String table() {
        Map<String, List<Trial>> rows = new TreeMap<>();
        for (Trial one : trials) {
            one.rows().forEach(row -> rows.computeIfAbsent(row, key -> new ArrayList<>())
                    .add(one));
        }
        StringBuilder table = new StringBuilder("seed " + seed);
        rows.forEach((name, some) -> {
            List<Trial> seen = some.stream().filter(Trial::seen).toList();
            table.append(String.format(
                    "%n%-24s %4d trials, %4d seen, %4d held, width %.2f x the open table's, %.3f s",
                    name,
                    some.size(),
                    seen.size(),
                    seen.stream().filter(Trial::held).count(),
                    median(seen, Trial::widthRatio),
                    median(seen, Trial::width)));
        });
        return table
                + trials.stream()
                        .filter(one -> one.seen() && !one.held())
                        .map(one -> "\nmissed " + one)
                        .collect(Collectors.joining());
    }

    private static double median(List<Trial> some, Function<Trial, Double> of) {
        return some.isEmpty()
                ? Double.NaN
                : some.stream().map(of).sorted().toList().get(some.size() / 2);
    }
}
