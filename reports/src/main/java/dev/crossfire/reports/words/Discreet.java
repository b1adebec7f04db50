package dev.crossfire.reports.words;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Foreign text made fit to be shown: no secrets, no control characters, not too long. */
public final class Discreet {
    private static final int LONGEST_READ = 4000;
    private static final String HIDDEN = "[hidden]";

    private static final Pattern KEY = Pattern.compile(
            "(?i)pass(word|wd|phrase)?|secret|token|api[-_ ]?key|credential|authorization|cookie|session[-_ ]?id");
    private static final Map<Pattern, String> SECRETS = Map.of(
            Pattern.compile("(?i)\\b(bearer|basic|digest)\\s+[\\w~+/.=-]{6,}"),
            "$1 " + HIDDEN,
            Pattern.compile(
                    "(?i)((?:[\\w-]*(?:" + KEY + ")[\\w-]*)[\"']?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s,;&\"'<>]+)"),
            "$1" + HIDDEN,
            Pattern.compile("(://)[^/\\s@]+@"),
            "$1" + HIDDEN + "@",
            Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{12,}"),
            HIDDEN,
            Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*"),
            HIDDEN,
            Pattern.compile("-----BEGIN[^-]*PRIVATE KEY-----.*", Pattern.DOTALL),
            HIDDEN);

    private Discreet() {}

    /** A text with secrets hidden and control characters as spaces, cut after so many characters. */
    public static String text(String text, int longest) {
        String shown = text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text;
        for (Map.Entry<Pattern, String> secret : SECRETS.entrySet()) {
            shown = secret.getKey().matcher(shown).replaceAll(secret.getValue());
        }
        return cut(tidy(shown), longest);
    }

    /** The value of a setting; hidden as a whole when its name says that it is a secret. */
    public static String value(String name, String value, int longest) {
        return KEY.matcher(name.toLowerCase(Locale.ROOT)).find() ? HIDDEN : text(value, longest);
    }

    private static String tidy(String text) {
        StringBuilder tidy = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            // Formatting characters could turn the text around them.
            boolean strange = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.UNASSIGNED
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            tidy.appendCodePoint(strange ? ' ' : point);
        });
        return tidy.toString().strip();
    }

    private static String cut(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)).strip() + "…";
    }
}
