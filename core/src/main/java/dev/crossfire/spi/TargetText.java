package dev.crossfire.spi;

import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.ObjectiveTarget.Comparison;
import org.jspecify.annotations.Nullable;

/** Targets as people read them, as the user wrote them: nothing is rounded. */
public final class TargetText {
    private static final double MILLIS_PER_SECOND = 1000;

    private TargetText() {}

    /** For a sentence or a terminal: {@code p99 <= 300 ms}. */
    public static String plain(ObjectiveTarget target) {
        return text(target, "<=", ">=");
    }

    /** For a report: {@code p99 ≤ 300 ms}. */
    public static String typeset(ObjectiveTarget target) {
        return text(target, "≤", "≥");
    }

    private static String text(ObjectiveTarget target, String atMost, String atLeast) {
        @Nullable Double value = target.value();
        if (value == null) {
            return target.text() == null ? "" : target.text();
        }
        String label = target.label() == null ? "" : target.label() + " ";
        String percentile = target.percentile() == null ? "" : "p" + FigureText.written(target.percentile()) + " ";
        String sign = target.comparison() == Comparison.AT_LEAST ? atLeast : atMost;
        String also = target.also() == null ? "" : ", " + text(target.also(), atMost, atLeast);
        return label + percentile + sign + " " + inUnit(value, target.unit()) + also;
    }

    private static String inUnit(double value, String unit) {
        return switch (unit) {
            case "s" -> FigureText.writtenMillis(MILLIS_PER_SECOND * value);
            case "ms" -> FigureText.writtenMillis(value);
            case "ratio" -> FigureText.writtenShare(value);
            case "" -> FigureText.written(value);
            default -> FigureText.written(value) + " " + FigureText.unit(value, unit);
        };
    }
}
