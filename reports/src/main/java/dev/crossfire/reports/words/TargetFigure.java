package dev.crossfire.reports.words;

import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import dev.crossfire.spi.FigureText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An objective's target as a figure, in the unit of what was measured.
 *
 * @param floor whether at least this is wanted, rather than at most
 */
public record TargetFigure(double value, boolean floor) {
    private static final Pattern TEXT = Pattern.compile("(<=|>=|<|>|≤|≥)\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|%)?(?!\\w)");

    /** The target of an objective; empty when nothing was measured or the target is no figure. */
    public static Optional<TargetFigure> of(ObjectiveVerdict objective) {
        Measured measured = objective.measured();
        Matcher text = TEXT.matcher(objective.target());
        if (measured == null || !text.find()) {
            return Optional.empty();
        }
        String sign = text.group(1);
        String unit = text.group(3) == null ? "" : text.group(3);
        double value = Double.parseDouble(text.group(2)) * factor(unit, measured.unit());
        return Optional.of(new TargetFigure(value, sign.startsWith(">") || sign.equals("≥")));
    }

    /** By how much an objective misses its target, in words; empty when it does not or there is no figure. */
    public static Optional<String> missed(ObjectiveVerdict objective) {
        Measured measured = objective.measured();
        if (measured == null) {
            return Optional.empty();
        }
        return of(objective).flatMap(goal -> {
            if (goal.floor) {
                return excess(goal.value - measured.value(), measured.unit()).map(by -> by + " too little");
            }
            return goal.over(measured).map(by -> by + " too much");
        });
    }

    /**
     * By how much a figure lies over the target. A duration is known as a bracket, and so is its excess: its upper end is
     * what is held against the target.
     */
    private Optional<String> over(Measured measured) {
        Double low = measured.low();
        Double high = measured.high();
        if (!measured.unit().equals("s") || low == null) {
            return excess(measured.value() - value, measured.unit());
        }
        if (high == null) {
            return excess(low - value, "s").map(by -> "at least " + by);
        }
        Optional<String> most = excess(high - value, "s");
        if (low <= value) {
            return most.map(by -> "up to " + by);
        }
        String least = FigureText.bareSeconds(low - value);
        return most.map(by -> by.equals(least + " s") ? by : least + "–" + by);
    }

    private static Optional<String> excess(double by, String unit) {
        if (by <= 0) {
            return Optional.empty();
        }
        // The distance between two shares is in points, not a share of either.
        boolean shares = unit.equals("ratio");
        return Optional.of(
                shares
                        ? FigureText.number(100 * by) + " points"
                        : MeasuredText.measured(new Measured(by, null, null, unit)));
    }

    private static double factor(String from, String to) {
        return switch (from) {
            case "%" -> to.equals("ratio") ? 0.01 : 1;
            case "ms" -> to.equals("s") ? 0.001 : 1;
            case "s" -> to.equals("ms") ? 1000 : 1;
            case "m" -> to.equals("ms") ? 60_000 : 60;
            default -> 1;
        };
    }
}
