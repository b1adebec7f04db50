package dev.crossfire.scenarios.schema;

import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.DollarAmount;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.scenarios.problems.MessageText;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Suggests a valid value for one that could not be read; it suggests only what can be read. */
final class SpellingHints {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    private SpellingHints() {}

    static @Nullable String none(String text) {
        return null;
    }

    static @Nullable String text(String text) {
        return NUMBER.matcher(text).matches() ? "put it in quotes: '" + text + "'" : null;
    }

    static @Nullable String name(String text) {
        String guess = text.strip().replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^[^A-Za-z]+|-+$", "");
        return guess.isEmpty() || guess.equals(text) || guess.length() > 40 ? null : "as " + guess;
    }

    static @Nullable String duration(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(plain).matches()) {
            return "the unit is missing: " + plain + "s or " + plain + "ms?";
        }
        String guess = plain.replace("milliseconds", "ms")
                .replace("millis", "ms")
                .replaceAll("sec(ond)?s?", "s")
                .replaceAll("min(ute)?s?", "m")
                .replaceAll("h(ou)?rs?", "h");
        return guess(guess, DurationText::parse);
    }

    static @Nullable String rate(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(plain).matches()) {
            return "the unit is missing: " + plain + "/s?";
        }
        String guess = plain.replaceAll("rps|per second|/ ?sec(ond)?s?", "/s")
                .replaceAll("per minute|/ ?m(inutes?)?$", "/min")
                .replaceAll("per hour|/ ?hours?", "/h")
                .replace(" ", "");
        return guess(guess, Rate::parse);
    }

    static @Nullable String ratio(String text) {
        String plain = text.strip();
        if (!NUMBER.matcher(plain).matches()) {
            return null;
        }
        return guess(plain + "%", Ratio::parse);
    }

    static @Nullable String phase(String text) {
        String[] words = text.strip().split("\\s+", 2);
        List<String> phases = List.of("whole", "spike", "before", "impact", "after");
        String first = words[0].toLowerCase(Locale.ROOT);
        if (List.of("before", "impact", "after").contains(first)) {
            return "which fault? as " + first + " writer-lost";
        }
        if (phases.contains(first)) {
            return first + " has no fault: write it alone";
        }
        return MessageText.nearest(first, phases)
                .map(phase -> words.length > 1 ? phase + " " + words[1] : phase)
                .map(guess -> guess(guess, PhaseRef::parse))
                .orElse(null);
    }

    static @Nullable String dollars(String text) {
        String digits = text.replaceAll("[^0-9.]", "");
        return guess(digits + " USD", DollarAmount::parse);
    }

    static String secret(String text) {
        // The text itself is not repeated: it may be the secret.
        return "keep secrets out of files: give it in the process environment and name it here";
    }

    static @Nullable String truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "on", "y" -> "did you mean true?";
            case "no", "off", "n" -> "did you mean false?";
            default -> null;
        };
    }

    private static @Nullable String guess(String guess, Function<String, ?> parse) {
        try {
            return parse.apply(guess) == null ? null : "did you mean " + guess + "?";
        } catch (IllegalArgumentException noGuess) {
            return null;
        }
    }
}
