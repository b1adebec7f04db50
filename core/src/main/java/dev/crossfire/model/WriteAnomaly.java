package dev.crossfire.model;

import java.util.regex.Pattern;

/** What may have become of a write that should not; says so in an example, and knows its examples again. */
public enum WriteAnomaly {
    LOST(" was acknowledged and is not there"),
    DUPLICATE(" is there \\d+ times"),
    OVERSOLD(" is held by \\d+, of at most \\d+");

    private final Pattern pattern;

    WriteAnomaly(String words) {
        pattern = Pattern.compile(".*" + words, Pattern.DOTALL);
    }

    public static String lost(String write) {
        return write + " was acknowledged and is not there";
    }

    public static String duplicate(String write, long rows) {
        return write + " is there " + rows + " times";
    }

    public static String oversold(String item, long holders, int capacity) {
        return item + " is held by " + holders + ", of at most " + capacity;
    }

    /** Whether an example is one of it. */
    public boolean isToldBy(String example) {
        return pattern.matcher(example).matches();
    }
}
