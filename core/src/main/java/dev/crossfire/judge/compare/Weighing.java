package dev.crossfire.judge.compare;

import dev.crossfire.judge.statistics.Bounds;
import dev.crossfire.judge.statistics.RankTest;
import dev.crossfire.judge.statistics.Shift;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One figure's values on both sides, and what can be said of them. */
final class Weighing {
    static final int LEAST = 4;
    static final double LEVEL = 0.05;

    private final Subject subject;
    private final double[] first;
    private final double[] second;
    private final double margin;
    private final @Nullable RankTest test;

    /** @param margin share of the first side's median within which a shift does not matter */
    Weighing(Subject subject, double[] first, double[] second, double margin) {
        this.subject = subject;
        this.first = sorted(first);
        this.second = sorted(second);
        @Nullable Double median = median(this.first);
        this.margin = Math.max(subject.kind().leastMargin(), median == null ? 0 : margin * median);
        boolean enough = Math.min(first.length, second.length) >= LEAST;
        test = enough ? RankTest.of(this.second, this.first) : null;
    }

    /** Chance of so uneven values where nothing differs; 1 when there are too few to ask. */
    double chance() {
        return test == null ? 1 : test.p();
    }

    boolean isEnough() {
        return test != null;
    }

    /**
     * What it comes to.
     *
     * @param chanceOfAll the chance, adjusted for the figures beside this one
     * @param needed how many values a side it takes at least to find a difference among so many figures
     */
    Comparison.Figure figure(double chanceOfAll, int needed) {
        if (test == null) {
            return figure(null, null, Standing.CANNOT_TELL, tooFew());
        }
        Shift shift = Shift.between(first, second, 1 - LEVEL);
        // Two one-sided tests for equivalence are one interval at twice their level (Schuirmann 1987).
        Bounds equivalence = Shift.between(first, second, 1 - 2 * LEVEL).bounds();
        boolean same = equivalence.low() >= -margin && equivalence.high() <= margin;
        if (same) {
            return figure(shift, chanceOfAll, Standing.SAME, "whatever the shift is, it lies within the margin");
        }
        if (chanceOfAll <= LEVEL) {
            boolean worse = test.u() > first.length * second.length / 2.0;
            return figure(shift, chanceOfAll, worse ? Standing.WORSE : Standing.BETTER, differs(shift, worse));
        }
        return figure(shift, chanceOfAll, Standing.CANNOT_TELL, unclear(needed));
    }

    private String tooFew() {
        return "found " + first.length + " and " + second.length + " runs that tell it, wanted " + LEAST + " a side";
    }

    private String differs(Shift shift, boolean worse) {
        double least = worse ? shift.bounds().low() : -shift.bounds().high();
        return (worse ? "larger" : "smaller") + " than chance explains"
                + (least > margin ? ", by more than the margin" : ", though perhaps by less than the margin");
    }

    private String unclear(int needed) {
        int fewest = Math.min(first.length, second.length);
        return fewest < needed
                ? "with " + fewest + " runs a side not even values wholly apart would differ by more than chance, which"
                        + " takes " + needed + " among so many figures; compare fewer with --figure and --of"
                : "neither a difference nor the lack of one is shown; more runs a side would narrow it";
    }

    private Comparison.Figure figure(
            @Nullable Shift shift, @Nullable Double chanceOfAll, Standing standing, String why) {
        return new Comparison.Figure(
                subject.kind(),
                subject.fault(),
                subject.cohort(),
                subject.kind().unit(),
                first.length,
                second.length,
                finite(median(first)),
                finite(median(second)),
                shift == null ? null : finite(shift.estimate()),
                shift == null ? null : finite(shift.bounds().low()),
                shift == null ? null : finite(shift.bounds().high()),
                margin,
                test == null ? null : test.p(),
                chanceOfAll,
                test == null ? null : test.way().name().toLowerCase(Locale.ROOT),
                standing,
                why);
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static @Nullable Double median(double[] sorted) {
        return sorted.length == 0 ? null : finite((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value == null || value.isNaN() || value.isInfinite() ? null : value;
    }
}
