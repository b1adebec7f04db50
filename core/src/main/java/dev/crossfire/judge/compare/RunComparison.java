package dev.crossfire.judge.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a comparison; its JSON form is the stable contract {@code crossfire/comparison/v1}.
 *
 * @param first what is compared with
 * @param second what is compared
 * @param notes what a reader must know beside the figures, a sentence each
 */
public record RunComparison(
        String schema,
        String scenario,
        ComparisonOutcome outcome,
        int exitCode,
        Side first,
        Side second,
        List<Figure> figures,
        List<String> notes) {
    public static final String SCHEMA = "crossfire/comparison/v1";

    public RunComparison {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /**
     * One of the two sets.
     *
     * @param name as the user gave it
     * @param runs found in it
     * @param used of them; the others are left out for the reasons in the notes
     */
    public record Side(String name, int runs, int used) {}

    /**
     * One figure, compared; smaller is better in all.
     *
     * @param fault null when the figure is not counted from one
     * @param unit {@code s}, {@code ms} or {@code ratio}
     * @param first values of the first set that are evidence
     * @param shift by how much the second lies above the first; null when it is unknown
     * @param low the shift is not less, two-sided at 95 %; null when nothing bounds it
     * @param high the shift is not more
     * @param margin a shift within it does not matter
     * @param pValue the chance of values so uneven where nothing differs; null when there were too few
     * @param adjustedPValue the same, adjusted for the number of figures compared at once
     * @param method how the p-value was computed, {@code exact} or {@code normal}
     */
    public record Figure(
            FigureKind kind,
            @Nullable String fault,
            String cohort,
            String unit,
            int first,
            int second,
            @Nullable Double firstMedian,
            @Nullable Double secondMedian,
            @Nullable Double shift,
            @Nullable Double low,
            @Nullable Double high,
            double margin,
            @Nullable Double pValue,
            @Nullable Double adjustedPValue,
            @Nullable String method,
            ComparisonOutcome outcome,
            String why) {}

    /** The figures by which runs are compared. */
    public enum FigureKind {
        /** From a fault's effect until a cohort has recovered. */
        RECOVERY_TIME("s", 0.1),
        /** Share of a cohort's requests that failed, over the whole run. */
        ERROR_RATIO("ratio", 0.001),
        /** The 95th percentile of a cohort's latency from the intended start, over the whole run. */
        LATENCY("ms", 5);

        private final String unit;
        private final double leastMargin;

        FigureKind(String unit, double leastMargin) {
            this.unit = unit;
            this.leastMargin = leastMargin;
        }

        String unit() {
            return unit;
        }

        /** What is within this is within what a measurement can show. */
        double leastMargin() {
            return leastMargin;
        }
    }

    /**
     * How the second of two sets compares with the first, from the answer that needs no action to the one that needs most.
     */
    public enum ComparisonOutcome {
        /** No difference that matters: shown, not merely not found. */
        SAME(0),
        /** The second recovers sooner, errs less or answers faster. */
        BETTER(0),
        /** There may be a difference that matters, and there may be none. */
        INCONCLUSIVE(3),
        /** The second recovers later, errs more or answers more slowly. */
        WORSE(1);

        private final int exitCode;

        ComparisonOutcome(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The process exit code of this outcome. */
        public int exitCode() {
            return exitCode;
        }

        ComparisonOutcome or(ComparisonOutcome other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }
}
