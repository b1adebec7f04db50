package dev.crossfire.model.quantity;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h30m}, {@code 30d}. */
public final class DurationText {
    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final int LONGEST_TEXT = 40;

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static Duration parse(String text) {
        String compact = text.replace(" ", "");
        if (compact.length() > LONGEST_TEXT || !WHOLE.matcher(compact).matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a duration; expected a number and a unit, such as 500ms, 10s, 2m, 1h30m or 30d");
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(compact);
        while (part.find()) {
            double number = Double.parseDouble(part.group(1));
            sum = sum.plusNanos(Math.round(number * nanos(part.group(2))));
        }
        return sum;
    }

    /** Writes a duration of whole milliseconds as {@link #parse} reads it; finer parts are rounded away. */
    public static String format(Duration duration) {
        long millis = duration.plusNanos(500_000).toMillis();
        if (millis == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, millis / 3_600_000, "h");
        append(text, millis / 60_000 % 60, "m");
        append(text, millis / 1000 % 60, "s");
        append(text, millis % 1000, "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static double nanos(String unit) {
        return switch (unit) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 86_400e9;
        };
    }
}
