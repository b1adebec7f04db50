package dev.crossfire.reports.words;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Foreign text made fit to be shown: no secrets, no control characters, not too long. */
public final class Redactor {
    private static final int LONGEST_READ = 4000;
    private static final String HIDDEN = "[hidden]";

    private static final Pattern KEY = Pattern.compile(
            "(?i)pass(word|wd|phrase)?|secret|token|api[-_ ]?key|credential|authorization|cookie|session[-_ ]?id");

    /** A code such as {@code ExpiredTokenException} before its sentence: its name names a secret, and its text is none. */
    private static final String ERROR_CODE = "(?-i:(?:Expired|Invalid|Malformed|Missing|Unauthorized|Unrecognized)\\w*"
            + "|\\w+(?:Exception|Error)):\\s+(?-i:[A-Z][a-z]+\\s+[a-z]+\\b)";

    /** What to hide, in this order: a header's scheme and value go before the header is taken for name and value. */
    private static final List<SecretPattern> SECRETS = List.of(
            // A word behind it is the rest of a sentence, as of a scenario that is called Basic.
            new SecretPattern("(?i)\\b(bearer|basic|digest)\\s+(?=[\\w~+/.=-]*[\\d=])[\\w~+/.=-]{6,}", "$1 " + HIDDEN),
            new SecretPattern(
                    "(?i)(authorization[\"']?\\s*[=:]\\s*[\"']?)(bearer|basic|digest|token)\\s+[\\w~+/.=-]+",
                    "$1$2 " + HIDDEN),
            new SecretPattern(
                    "(?i)(?<![\\w-])(?!" + ERROR_CODE + ")((?:[\\w-]*(?:" + KEY
                            + ")[\\w-]*)[\"']?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s,;&\"'<>]+)",
                    "$1" + HIDDEN),
            new SecretPattern("(://)[^/\\s@]+@", "$1" + HIDDEN + "@"),
            new SecretPattern("\\b(?:AKIA|ASIA)[0-9A-Z]{12,}", HIDDEN),
            new SecretPattern("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*", HIDDEN),
            new SecretPattern("(?s)-----BEGIN[^-]*PRIVATE KEY-----.*", HIDDEN));

    private record SecretPattern(Pattern pattern, String shown) {
        SecretPattern(String pattern, String shown) {
            this(Pattern.compile(pattern), shown);
        }
    }

    private Redactor() {}

    /** A text with secrets hidden and control characters as spaces, cut after so many characters. */
    public static String text(String text, int longest) {
        String shown = text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text;
        for (SecretPattern secret : SECRETS) {
            shown = secret.pattern().matcher(shown).replaceAll(secret.shown());
        }
        return cut(tidy(shown), longest);
    }

    /** Whether a setting's name indicates that its value is a secret. */
    public static boolean namesSecret(String name) {
        return KEY.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /** Whether a text holds what {@link #text} would hide. */
    public static boolean holdsSecret(String text) {
        return SECRETS.stream()
                .anyMatch(secret -> secret.pattern().matcher(text).find());
    }

    /** The value of a setting; hidden as a whole when its name indicates a secret. */
    public static String value(String name, String value, int longest) {
        return namesSecret(name) ? HIDDEN : text(value, longest);
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
