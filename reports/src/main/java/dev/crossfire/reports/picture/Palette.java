package dev.crossfire.reports.picture;

import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.reports.picture.Canvas.Pen;
import java.util.List;

/**
 * The colours of pictures, dark on white: those of the report's light theme. Cohorts differ by their dashes, too, and
 * outcomes by their shapes, so that colour is never needed.
 */
final class Palette {
    static final String PAPER = "#ffffff";
    static final String INK = "#1d2125";
    static final String SOFT = "#4c545c";
    static final String RULE = "#d5d9dd";
    static final String WASH = "#eef1f3";
    static final String HARM = "#b3361b";
    static final String HATCH = "#80868c";
    static final String COUNT = "#3b444d";
    static final double THIN = 1;
    static final double THICK = 2;

    private static final List<String> COHORTS = List.of("#0072b2", "#c14f00", "#007a5a", "#a64d80", "#8a6100");
    private static final List<List<Integer>> DASHES =
            List.of(List.of(), List.of(7, 3), List.of(2, 3), List.of(9, 3, 2, 3), List.of(4, 2));

    private Palette() {}

    static Pen cohort(int index) {
        return new Pen(COHORTS.get(index % COHORTS.size()), THICK, DASHES.get(index % DASHES.size()));
    }

    static String of(RunOutcome outcome) {
        return switch (outcome) {
            case PASS -> "#00694c";
            case FAIL -> HARM;
            case INCONCLUSIVE -> "#7a5500";
            case ERROR, DIRTY -> "#7b2d68";
        };
    }
}
