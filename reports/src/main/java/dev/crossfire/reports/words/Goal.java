package dev.crossfire.reports.words;

import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An objective's target as a figure, in the unit of what was measured.
 *
 * @param floor whether at least this is wanted, rather than at most
 */
public record Goal(double value, boolean floor) {
    private static final Pattern TEXT = Pattern.compile("(<=|>=|<|>|≤|≥)\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|%)?(?!\\w)");

    /** The target of an objective; empty when nothing was measured or the target is no figure. */
    public static Optional<Goal> of(ObjectiveVerdict objective) {
        Measured measured = objective.measured();
        Matcher text = TEXT.matcher(objective.target());
        if (measured == null || !text.find()) {
            return Optional.empty();
        }
        String sign = text.group(1);
        String unit = text.group(3) == null ? "" : text.group(3);
        double value = Double.parseDouble(text.group(2)) * factor(unit, measured.unit());
        return Optional.of(new Goal(value, sign.startsWith(">") || sign.equals("≥")));
    }

    /** By how much an objective misses its target, in words; empty when it does not or there is no figure. */
    public static Optional<String> missed(ObjectiveVerdict objective) {
        Measured measured = objective.measured();
        if (measured == null) {
            return Optional.empty();
        }
        return of(objective).flatMap(goal -> {
            double reach = goal.floor ? measured.value() : farthest(measured);
            double over = goal.floor ? goal.value - reach : reach - goal.value;
            if (over <= 0) {
                return Optional.empty();
            }
            String by = Say.measured(new Measured(over, null, null, measured.unit()));
            // The distance between two shares is in points, not a share of either.
            String much = measured.unit().equals("ratio") ? by.replace(" %", " points") : by;
            return Optional.of(much + (goal.floor ? " too little" : " too much"));
        });
    }

    /** Recovery is judged by its bracket's upper end, everything else by what was observed. */
    private static double farthest(Measured measured) {
        Double high = measured.high();
        return measured.unit().equals("s") && high != null ? high : measured.value();
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
