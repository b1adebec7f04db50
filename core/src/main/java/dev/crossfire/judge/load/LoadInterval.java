package dev.crossfire.judge.load;

import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.verdict.LoadFigures.LoadDifference;
import dev.crossfire.model.verdict.LoadFigures.LoadFinding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Part of a run on whole tenths of a second, as arrivals are counted. */
record LoadInterval(Duration from, Duration until) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long TENTH_MILLIS = 100;

    LoadInterval {
        from = tenths(from);
        until = tenths(until);
    }

    private static Duration tenths(Duration moment) {
        return Duration.ofMillis(Math.max(0, Math.round((double) moment.toMillis() / TENTH_MILLIS) * TENTH_MILLIS));
    }

    boolean isEmpty() {
        return until.compareTo(from) <= 0;
    }

    boolean overlaps(LoadInterval other) {
        return from.compareTo(other.until) < 0 && other.from.compareTo(until) < 0;
    }

    double seconds() {
        return seconds(until.minus(from));
    }

    double planned(Cohort cohort) {
        return cohort.arrivals(from, until);
    }

    double plannedRate(Cohort cohort) {
        return planned(cohort) / seconds();
    }

    long sent(ArrivalCounts counts) {
        return counts.between(from, until);
    }

    double sentRate(ArrivalCounts counts) {
        return sent(counts) / seconds();
    }

    /** One way in which the load differs from its plan here. */
    LoadFinding finding(LoadDifference difference, double plannedRate, ArrivalCounts counts, String why) {
        return new LoadFinding(difference, seconds(from), seconds(until), plannedRate, sentRate(counts), why);
    }

    /** As {@code between 20 s and 50 s}. */
    String words() {
        return "between " + words(from) + " and " + words(until);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    /** A moment or a length to the tenth of a second, as {@code 12.3 s}. */
    static String words(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
        return plain(seconds) + " s";
    }

    /** A rate to three digits, as {@code 49.8/s}. */
    static String words(double perSecond) {
        return plain(new BigDecimal(perSecond).round(new MathContext(3))) + "/s";
    }

    private static String plain(BigDecimal figure) {
        return (figure.signum() == 0 ? BigDecimal.ZERO : figure.stripTrailingZeros()).toPlainString();
    }

    /**
     * The intervals of a run in which a cohort's arrivals are compared with its plan.
     *
     * @param whole the whole run
     * @param spikes each planned spike, with the slack around it
     * @param segments where the planned rate is even or rises or falls evenly, without the slack at both ends
     * @param blocks of the segments, long enough for a good number of arrivals each
     */
    record LoadIntervals(
            LoadInterval whole, List<LoadInterval> spikes, List<LoadInterval> segments, List<LoadInterval> blocks) {
        /** A change of the rate may come this much earlier or later than planned. */
        static final Duration SLACK = Duration.ofSeconds(1);

        /** Fewer arrivals than this in a block are too little evidence. */
        private static final double ARRIVALS_PER_BLOCK = 50;

        static LoadIntervals of(Cohort cohort, Duration end) {
            List<Duration> knots = new ArrayList<>(List.of(Duration.ZERO));
            cohort.steps().stream()
                    .filter(step -> !step.isZero() && step.compareTo(end) < 0)
                    .forEach(knots::add);
            knots.add(end);
            List<LoadInterval> segments = new ArrayList<>();
            List<LoadInterval> blocks = new ArrayList<>();
            for (int i = 1; i < knots.size(); i++) {
                Duration from = i == 1 ? knots.get(0) : knots.get(i - 1).plus(SLACK);
                Duration until = i == knots.size() - 1 ? end : knots.get(i).minus(SLACK);
                LoadInterval segment = new LoadInterval(from, until);
                if (!segment.isEmpty()) {
                    segments.add(segment);
                    blocks.addAll(blocks(segment, cohort));
                }
            }
            return new LoadIntervals(new LoadInterval(Duration.ZERO, end), spikes(cohort, end), segments, blocks);
        }

        int count() {
            return 1 + spikes.size() + segments.size() + blocks.size();
        }

        private static List<LoadInterval> spikes(Cohort cohort, Duration end) {
            return cohort.spikes().stream()
                    .filter(spike -> spike.at().compareTo(end) < 0)
                    .map(spike -> around(spike, end))
                    .toList();
        }

        /** A spike with the slack around it. */
        static LoadInterval around(Spike spike, Duration end) {
            Duration until = spike.end().plus(SLACK);
            return new LoadInterval(spike.at().minus(SLACK), until.compareTo(end) < 0 ? until : end);
        }

        private static List<LoadInterval> blocks(LoadInterval segment, Cohort cohort) {
            int count = (int) Math.min(segment.planned(cohort) / ARRIVALS_PER_BLOCK, segment.seconds());
            List<LoadInterval> blocks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Duration length = segment.until().minus(segment.from());
                blocks.add(new LoadInterval(
                        segment.from().plus(length.multipliedBy(i).dividedBy(count)),
                        segment.from().plus(length.multipliedBy(i + 1L).dividedBy(count))));
            }
            return blocks;
        }
    }
}
