package dev.crossfire.judge.load;

import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.verdict.LoadFigures.LoadDifference;
import dev.crossfire.model.verdict.LoadFigures.LoadFinding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

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
}
