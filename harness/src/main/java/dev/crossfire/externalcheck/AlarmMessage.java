package dev.crossfire.externalcheck;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An alarm in a message.
 *
 * @param alarm its name; the message's first line where it names none
 * @param firing whether it has begun, rather than ended
 * @param began the start that the sender reports; null where it reports none
 * @param instance what distinguishes it from others of its name; null where nothing does
 */
record AlarmMessage(
        String alarm,
        boolean firing,
        @Nullable Instant began,
        @Nullable String instance) {
    /** One of which only the name is known. */
    AlarmMessage(String alarm, boolean firing) {
        this(alarm, firing, null, null);
    }

    /**
     * Reads an alarm out of a message that was written for people.
     *
     * <p>The forms that senders use: Alertmanager's {@code [FIRING:2] name …}, CloudWatch's {@code ALARM: "name" in …} and
     * Grafana's {@code [Alerting] name}. Elsewhere the first line is the name, and a message counts as a beginning unless
     * it states that something is over.
     */
    static final class AlarmText {
        private static final int LONGEST_TEXT = 200;
        private static final int FLAGS = Pattern.CASE_INSENSITIVE;
        private static final List<Pattern> NAMES = List.of(
                Pattern.compile("\\[(?:FIRING|RESOLVED)(?::\\d+)?]\\s*(\\S+)"),
                Pattern.compile("\\[(?:Alerting|OK|No Data)]\\s*([^\\n]+)"),
                Pattern.compile("(?:ALARM|OK|INSUFFICIENT_DATA):\\s*\"([^\"\\n]+)\""));
        private static final Pattern OVER =
                Pattern.compile("\\b(resolved|recovered|recovery|closed|ok|normal)\\b", FLAGS);
        private static final Pattern BEGUN =
                Pattern.compile("\\b(firing|alarm|alerting|triggered|critical|problem|down)\\b", FLAGS);
        private static final List<String> GOOD_COLOURS =
                List.of("good", "#36a64f", "#2eb886", "#00ff00", "3066993", "65280");

        private AlarmText() {}

        /**
         * Reads a message.
         *
         * @param colour as the sender paints it; empty when it does not
         */
        static AlarmMessage of(String text, String colour) {
            String clean = text.strip();
            return new AlarmMessage(name(clean), !isOver(clean, colour));
        }

        private static String name(String text) {
            Optional<String> named = NAMES.stream()
                    .map(pattern -> pattern.matcher(text))
                    .filter(Matcher::find)
                    .map(matcher -> matcher.group(1).strip())
                    .findFirst();
            String name = named.orElseGet(() -> text.lines().findFirst().orElse("(a message without a text)"));
            return name.length() <= LONGEST_TEXT ? name : name.substring(0, LONGEST_TEXT);
        }

        /** The word that comes first decides: "OK: … was ALARM" is over. */
        private static boolean isOver(String text, String colour) {
            Matcher over = OVER.matcher(text);
            Matcher begun = BEGUN.matcher(text);
            boolean saysOver = over.find();
            boolean saysBegun = begun.find();
            if (saysOver && saysBegun) {
                return over.start() < begun.start();
            }
            return saysOver || (!saysBegun && GOOD_COLOURS.contains(colour.toLowerCase(Locale.ROOT)));
        }
    }
}
