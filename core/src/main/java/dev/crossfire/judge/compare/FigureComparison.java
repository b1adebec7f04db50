package dev.crossfire.judge.compare;

import dev.crossfire.judge.compare.ComparedFigure.FigureValues;
import dev.crossfire.judge.compare.RunComparison.ComparisonOutcome;
import dev.crossfire.judge.statistics.FigureBounds;
import dev.crossfire.judge.statistics.MedianShift;
import dev.crossfire.judge.statistics.RankTest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares one figure's values on both sides.
 *
 * <p>Where values are censored, only what holds wherever they lie is stated: everything is computed twice, with the
 * second side as far below the first as it may be, and as far above it.
 */
final class FigureComparison {
    static final int LEAST_RUNS_A_SIDE = 4;
    static final double LEVEL = 0.05;

    private final ComparedFigure subject;
    private final FigureValues first;
    private final FigureValues second;
    private final double margin;
    private final @Nullable RankTest below;
    private final @Nullable RankTest above;

    /** @param margin share of the first side's median within which a shift does not matter */
    FigureComparison(ComparedFigure subject, FigureValues first, FigureValues second, double margin) {
        this.subject = subject;
        this.first = first;
        this.second = second;
        @Nullable Double median = first.median();
        this.margin = Math.max(subject.kind().leastMargin(), median == null ? 0 : margin * median);
        boolean enough = Math.min(first.count(), second.count()) >= LEAST_RUNS_A_SIDE;
        below = enough ? RankTest.of(second.least(), first.most()) : null;
        above = enough ? RankTest.of(second.most(), first.least()) : null;
    }

    /**
     * The chance of values so uneven where nothing differs; 1 when there are too few, or the censored values could
     * reverse it.
     */
    double pValue() {
        if (below == null || above == null) {
            return 1;
        }
        double even = first.count() * second.count() / 2.0;
        boolean oneWay = (below.u() - even) * (above.u() - even) > 0;
        return oneWay ? Math.max(below.p(), above.p()) : 1;
    }

    boolean isEnough() {
        return below != null;
    }

    /**
     * The result.
     *
     * @param adjustedPValue the p-value, adjusted for the figures beside this one
     * @param needed how many values a side it takes at least to find a difference among so many figures
     */
    RunComparison.Figure figure(double adjustedPValue, int needed) {
        if (below == null) {
            return figure(null, null, ComparisonOutcome.INCONCLUSIVE, tooFew());
        }
        FigureBounds shift = shift(1 - LEVEL);
        // Two one-sided tests for equivalence are one interval at twice their level (Schuirmann 1987).
        FigureBounds equivalence = shift(1 - 2 * LEVEL);
        boolean same = equivalence.low() >= -margin && equivalence.high() <= margin;
        if (same) {
            return figure(
                    shift, adjustedPValue, ComparisonOutcome.SAME, "whatever the shift is, it lies within the margin");
        }
        if (adjustedPValue <= LEVEL) {
            boolean worse = below.u() > first.count() * second.count() / 2.0;
            return figure(
                    shift,
                    adjustedPValue,
                    worse ? ComparisonOutcome.WORSE : ComparisonOutcome.BETTER,
                    differs(shift, worse));
        }
        return figure(shift, adjustedPValue, ComparisonOutcome.INCONCLUSIVE, unclear(needed));
    }

    private FigureBounds shift(double confidence) {
        return new FigureBounds(
                MedianShift.between(first.most(), second.least(), confidence)
                        .bounds()
                        .low(),
                MedianShift.between(first.least(), second.most(), confidence)
                        .bounds()
                        .high());
    }

    private String tooFew() {
        return "only " + first.count() + " and " + second.count() + " runs have this figure; expected "
                + LEAST_RUNS_A_SIDE + " a side";
    }

    private String differs(FigureBounds shift, boolean worse) {
        double least = worse ? shift.low() : -shift.high();
        return (worse ? "larger" : "smaller") + " than chance explains"
                + (least > margin ? ", by more than the margin" : ", though perhaps by less than the margin");
    }

    private String unclear(int needed) {
        double unseen = Math.max(first.mostUnseen(), second.mostUnseen());
        if (unseen > margin) {
            return String.format(
                    Locale.ROOT,
                    "no impact was seen in %d and %d runs, whose traffic could have hidden %s, and the margin is %.2f s;"
                            + " more requests a second show less",
                    first.unseen(),
                    second.unseen(),
                    Double.isInfinite(unseen) ? "any" : String.format(Locale.ROOT, "up to %.2f s of it", unseen),
                    margin);
        }
        int fewest = Math.min(first.count(), second.count());
        return fewest < needed
                ? "with " + fewest
                        + " runs a side not even fully separate values would differ by more than chance, which"
                        + " takes " + needed + " among so many figures; compare fewer with --figure and --of"
                : "neither a difference nor the lack of one is shown; more runs a side would narrow it";
    }

    private RunComparison.Figure figure(
            @Nullable FigureBounds shift, @Nullable Double adjustedPValue, ComparisonOutcome outcome, String why) {
        return new RunComparison.Figure(
                subject.kind(),
                subject.fault(),
                subject.cohort(),
                subject.kind().unit(),
                first.count(),
                second.count(),
                first.median(),
                second.median(),
                shift == null
                        ? null
                        : finite(MedianShift.between(first.least(), second.least(), 1 - LEVEL)
                                .estimate()),
                shift == null ? null : finite(shift.low()),
                shift == null ? null : finite(shift.high()),
                margin,
                below == null ? null : pValue(),
                adjustedPValue,
                below == null ? null : below.method().name().toLowerCase(Locale.ROOT),
                outcome,
                why);
    }

    private static @Nullable Double finite(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? null : value;
    }
}
