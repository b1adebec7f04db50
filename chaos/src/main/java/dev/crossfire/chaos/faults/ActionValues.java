package dev.crossfire.chaos.faults;

import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Values as the actions of the Fault Injection Service write them; nothing else writes or reads them. */
public final class ActionValues {
    private ActionValues() {}

    /** ISO 8601. */
    public static String duration(Duration duration) {
        return duration.toString();
    }

    /** Whole milliseconds. */
    public static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** Whole percent. */
    public static String percent(Ratio share) {
        return Integer.toString(wholePercent(share));
    }

    /** A share in percent, rounded. */
    static int wholePercent(Ratio share) {
        return (int) Math.round(share.value() * 100);
    }

    /**
     * Refuses a share that the service cannot write.
     *
     * @throws IllegalArgumentException naming what is expected
     */
    static void requireWholePercent(Ratio share) {
        if (wholePercent(share) < 1 || Math.abs(share.value() * 100 - wholePercent(share)) > 1e-9) {
            throw new IllegalArgumentException("a share from 1% to 100%, in whole percent");
        }
    }

    /** The longest duration among the parameters of an action; zero when there is none. */
    public static Duration longest(Map<String, String> parameters) {
        return parameters.values().stream()
                .map(ActionValues::read)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** A parameter that is a duration and exceeds another, as {@code name: PT12H}; empty when there is none. */
    static Optional<String> exceeding(Duration most, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> read(parameter.getValue()).compareTo(most) > 0)
                .map(parameter -> parameter.getKey() + ": " + parameter.getValue())
                .findFirst();
    }

    private static Duration read(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException other) {
            return Duration.ZERO;
        }
    }
}
