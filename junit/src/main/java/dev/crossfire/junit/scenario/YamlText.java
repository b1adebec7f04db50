package dev.crossfire.junit.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Values as YAML text. */
final class YamlText {
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern NOT_A_NAME = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MILLIS_PER_SECOND = 1000;
    private static final char FIRST_PRINTABLE = ' ';
    private static final char DELETE = 0x7f;

    private YamlText() {}

    /** A value that is written as it is: neither quoted nor changed. */
    private record Verbatim(String text) {}

    /** A rate of so many a second. */
    static Object rate(double perSecond) {
        return new Verbatim(number(perSecond) + "/s");
    }

    /**
     * A duration.
     *
     * @throws IllegalArgumentException when it is negative or has a part of a millisecond
     */
    static Object duration(Duration duration) {
        if (duration.isNegative() || duration.toNanos() % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException("the duration " + duration + " is invalid; expected whole milliseconds");
        }
        long millis = duration.toMillis();
        return new Verbatim(millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + "s" : millis + "ms");
    }

    /** A mapping as a document. */
    static String document(Map<String, Object> mapping) {
        return String.join("\n", lines(mapping)) + "\n";
    }

    private static List<String> lines(Map<?, ?> mapping) {
        List<String> lines = new ArrayList<>();
        mapping.forEach((key, value) -> {
            String name = key(String.valueOf(key));
            List<String> below = below(value);
            if (below.isEmpty()) {
                lines.add(name + ": " + scalar(value));
            } else {
                lines.add(name + ":");
                below.forEach(line -> lines.add("  " + line));
            }
        });
        return lines;
    }

    /** The lines of a mapping or a list with something in it; none for all else. */
    private static List<String> below(Object value) {
        if (value instanceof Map<?, ?> mapping) {
            return lines(mapping);
        }
        List<String> lines = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                List<String> inside = below(item);
                if (inside.isEmpty()) {
                    lines.add("- " + scalar(item));
                }
                for (int i = 0; i < inside.size(); i++) {
                    lines.add((i == 0 ? "- " : "  ") + inside.get(i));
                }
            }
        }
        return lines;
    }

    private static String scalar(Object value) {
        if (value instanceof Verbatim verbatim) {
            return verbatim.text();
        }
        if (value instanceof Duration duration) {
            return scalar(duration(duration));
        }
        if (value instanceof Map) {
            return "{}";
        }
        if (value instanceof List) {
            return "[]";
        }
        if (value instanceof Double || value instanceof Float) {
            return number(((Number) value).doubleValue());
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is invalid; expected a finite number");
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    private static String key(String name) {
        return PLAIN_KEY.matcher(name).matches() && !NOT_A_NAME.matcher(name).matches() ? name : quoted(name);
    }

    /** Quoted always: a text never turns into a number, a truth value or a comment. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"' || one == '\\') {
                quoted.append('\\').append(one);
            } else if (one < FIRST_PRINTABLE || one >= DELETE) {
                quoted.append(String.format("\\u%04x", (int) one));
            } else {
                quoted.append(one);
            }
        }
        return quoted.append('"').toString();
    }
}
