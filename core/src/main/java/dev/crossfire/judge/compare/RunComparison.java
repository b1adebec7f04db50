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
     * @param chance of so uneven values where nothing differs; null when there were too few
     * @param chanceOfAll the same, adjusted for the number of figures compared at once
     * @param way how the chance was computed, {@code exact} or {@code normal}
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
            @Nullable Double chance,
            @Nullable Double chanceOfAll,
            @Nullable String way,
            ComparisonOutcome outcome,
            String why) {}
}
