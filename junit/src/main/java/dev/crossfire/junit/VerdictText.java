package dev.crossfire.junit;

import dev.crossfire.junit.DrillVerdict.DrillOutcome;
import dev.crossfire.junit.DrillVerdict.Measured;
import dev.crossfire.junit.DrillVerdict.ObjectiveResult;
import dev.crossfire.junit.DrillVerdict.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sentences of a verdict, as display names and failure messages show them. */
final class VerdictText {
    private static final int DECIMALS = 3;
    private static final int MOST_NOTES = 5;
    private static final double PERCENT = 100;

    private VerdictText() {}

    /** An objective with what was measured and its target. */
    static String of(ObjectiveResult objective) {
        return objective.id() + ": " + measured(objective.measured()) + ", " + target(objective.target());
    }

    /** What an objective judges, as {@code recovery-time of buyers after writer-lost}. */
    static String subject(ObjectiveResult objective) {
        // The phase of a fault contains the fault.
        String when = Optional.ofNullable(objective.phase())
                .map(phase -> ", " + (phase.equals("whole") ? "whole run" : phase))
                .orElseGet(() -> objective.fault() == null ? "" : " after " + objective.fault());
        return objective.kind() + (objective.cohort() == null ? "" : " of " + objective.cohort()) + when;
    }

    /** A measured figure with its bounds; one that was cut off by the end of the load is the least it can be. */
    static String measured(@Nullable Measured figure) {
        if (figure == null) {
            return "not measured";
        }
        Double low = figure.low();
        Double high = figure.high();
        String bounds = low == null || high == null
                ? ""
                : " (" + number(low, figure.unit()) + " to " + number(high, figure.unit()) + ")";
        boolean isLeast = high == null && low != null && low == figure.value();
        return (isLeast ? "at least " : "") + number(figure.value(), figure.unit()) + " " + unit(figure.unit())
                + bounds;
    }

    /** A target. */
    static String target(Target target) {
        Double value = target.value();
        String comparison = target.comparison();
        Double percentile = target.percentile();
        String own = value == null || comparison == null
                ? String.valueOf(target.text())
                : (percentile == null ? "" : "p" + number(percentile, "") + " ")
                        + (target.label() == null ? "" : target.label() + " ")
                        + comparison.replace('-', ' ')
                        + " "
                        + number(value, target.unit())
                        + " "
                        + unit(target.unit());
        return target.also() == null ? own : own + " and " + target(target.also());
    }

    /** The outcome of a drill as a verb. */
    static String of(DrillOutcome outcome) {
        return switch (outcome) {
            case PASS -> "passed";
            case INCONCLUSIVE -> "is inconclusive";
            case FAIL -> "failed";
            case ERROR -> "ended in an error of Crossfire or the environment";
            case DIRTY -> "left a fault that is not verified to be cleared";
        };
    }

    /** The verdict's notes, each on a line; empty without any. */
    static String notes(DrillVerdict verdict) {
        return verdict.notes().stream()
                .limit(MOST_NOTES)
                .map(note -> "\n  " + note)
                .collect(Collectors.joining());
    }

    /** Which run it was, and where its report is. */
    static String footer(DrillVerdict verdict) {
        return "\n  " + verdict.scenario() + " on " + verdict.environment() + ", seed " + verdict.seed()
                + "\n  report: " + verdict.report();
    }

    private static String number(double value, String unit) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal exact = BigDecimal.valueOf(unit.equals("ratio") ? value * PERCENT : value);
        BigDecimal rounded = exact.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded).toPlainString();
    }

    private static String unit(String unit) {
        return unit.equals("ratio") ? "%" : unit;
    }
}
