package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.model.FisException;
import java.util.Map;
import java.util.Set;

/** The constraints of AWS's service model, refused with its messages. */
public final class Constraints {
    private static final int MOST_TAGS = 50;

    private Constraints() {}

    /** Refuses a member that the client left out. */
    public static FisException missing(String where) {
        return broken("null", where, "Member must not be null");
    }

    static void range(String where, int value, int least, int most) {
        if (value < least) {
            throw broken(quoted(value), where, "Member must have value greater than or equal to " + least);
        }
        if (value > most) {
            throw broken(quoted(value), where, "Member must have value less than or equal to " + most);
        }
    }

    static void length(String where, String value, int least, int most) {
        if (value.length() < least) {
            throw broken(quoted(value), where, "Member must have length greater than or equal to " + least);
        }
        if (value.length() > most) {
            throw broken(quoted(shortened(value)), where, "Member must have length less than or equal to " + most);
        }
    }

    /** A text without white space. */
    static void word(String where, String value, int least, int most) {
        length(where, value, least, most);
        if (!value.matches("\\S+")) {
            throw broken(quoted(value), where, "Member must satisfy regular expression pattern: [\\S]+");
        }
    }

    static void oneOf(String where, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw broken(quoted(shortened(value)), where, "Member must satisfy enum value set: " + allowed);
        }
    }

    static void tags(String where, Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw broken(
                    quoted(tags.size() + " tags"), where, "Member must have length less than or equal to " + MOST_TAGS);
        }
        tags.forEach((key, value) -> {
            length(where + ".key", key, 1, 128);
            length(where + "." + key, value, 0, 256);
            if (key.startsWith("aws:")) {
                throw FisException.invalid("Tag key " + key + " must not begin with aws:, which is reserved.");
            }
        });
    }

    private static String quoted(Object value) {
        return "'" + value + "'";
    }

    private static String shortened(String value) {
        return value.length() <= 64 ? value : value.substring(0, 64) + "…";
    }

    private static FisException broken(String value, String where, String constraint) {
        return FisException.invalid("1 validation error detected: Value " + value + " at '" + where
                + "' failed to satisfy constraint: " + constraint);
    }
}
