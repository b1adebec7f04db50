package dev.crossfire.reports.words;

import dev.crossfire.model.ObjectiveTarget;
import dev.crossfire.model.ObjectiveTarget.Comparison;
import dev.crossfire.model.ObjectiveTarget.Judged;
import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import dev.crossfire.spi.FigureText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By how much a measured figure misses its target. */
public final class MissedBy {
    private static final double HUNDRED = 100;

    private MissedBy() {}

    /** As {@code 0.42–0.46 s too much}; empty when the figure meets the target, or there is none. */
    public static Optional<String> of(ObjectiveVerdict objective) {
        @Nullable Measured measured = objective.measured();
        ObjectiveTarget target = objective.target();
        @Nullable Double value = target.value();
        if (measured == null || value == null) {
            return Optional.empty();
        }
        if (target.comparison() == Comparison.AT_LEAST) {
            return excess(value - measured.value(), target.unit()).map(by -> by + " too little");
        }
        Optional<String> by = target.judged() == Judged.UPPER_BOUND && measured.low() != null
                ? overBracket(value, measured.low(), measured.high(), target.unit())
                : excess(measured.value() - value, target.unit());
        return by.map(excess -> excess + " too much");
    }

    /** A figure known as a bracket exceeds its target by a bracket, too. */
    private static Optional<String> overBracket(double target, double low, @Nullable Double high, String unit) {
        if (high == null) {
            return excess(low - target, unit).map(by -> "at least " + by);
        }
        Optional<String> most = excess(high - target, unit);
        if (low <= target) {
            return most.map(by -> "up to " + by);
        }
        String least = bare(low - target, unit);
        return most.map(by -> by.startsWith(least + " ") ? by : least + "–" + by);
    }

    private static Optional<String> excess(double by, String unit) {
        if (by <= 0) {
            return Optional.empty();
        }
        return Optional.of(unit.equals("ratio") ? bare(by, unit) + " points" : MeasuredText.inUnit(by, unit));
    }

    /** The distance between two shares is in points, not a share of either. */
    private static String bare(double by, String unit) {
        return unit.equals("ratio") ? FigureText.number(HUNDRED * by) : MeasuredText.number(by, unit);
    }
}
