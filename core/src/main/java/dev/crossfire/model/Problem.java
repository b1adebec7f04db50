package dev.crossfire.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with what the user gave.
 *
 * @param where a JSON pointer into the scenario, or {@code file:line:column} once it has been traced to its source
 * @param found what is there
 * @param expected what is expected there
 * @param hint a guess at what was meant; null when there is none
 * @param absent whether {@code found} names something required that is absent, rather than something invalid
 */
public record Problem(
        String where,
        String found,
        String expected,
        @Nullable String hint,
        boolean absent) {
    private static final Pattern PLACE = Pattern.compile(".*:\\d+:\\d+");

    /** Something that is there and is invalid. */
    public Problem(String where, String found, String expected, @Nullable String hint) {
        this(where, found, expected, hint, false);
    }

    /** Something required that is absent, such as a key. */
    public static Problem missing(String where, String what, String expected, @Nullable String hint) {
        return new Problem(where, what, expected, hint, true);
    }

    /** The same problem at another place. */
    public Problem at(String place) {
        return new Problem(place, found, expected, hint, absent);
    }

    /** Whether it names a place in a file already. */
    public boolean isTraced() {
        return PLACE.matcher(where).matches();
    }

    /** What is wrong, without the place. */
    public String sentence() {
        String text = (absent ? "missing " + found : found + " is invalid") + "; expected " + expected;
        return hint == null ? text : text + " (" + hint + ")";
    }

    @Override
    public String toString() {
        // One line, whatever is in a file or in its name.
        return PrintableText.line(where + ": " + sentence());
    }
}
