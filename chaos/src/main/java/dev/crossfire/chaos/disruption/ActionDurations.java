package dev.crossfire.chaos.disruption;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Durations among the parameters of an action, which the Fault Injection Service has in ISO 8601. */
public final class ActionDurations {
    private ActionDurations() {}

    /** The longest; zero when there is none. */
    public static Duration longest(Map<String, String> parameters) {
        return parameters.values().stream()
                .map(ActionDurations::read)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** A parameter that is a duration and exceeds another, as {@code name: PT12H}; empty when there is none. */
    public static Optional<String> exceeding(Duration most, Map<String, String> parameters) {
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
