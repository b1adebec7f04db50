package dev.crossfire.chaos.toxiproxy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose toxic it is, as its name says; so that any process can take it away. */
record ToxicName(String run, String fault, String stream) {
    /** Of a fault's id and a stream neither has a dot. */
    private static final Pattern NAME = Pattern.compile("crossfire\\.(.+)\\.([^.]+)\\.(downstream|upstream)");

    /** Reads a toxic's name; empty for a toxic of others. */
    static Optional<ToxicName> parse(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new ToxicName(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    boolean isOf(String otherRun, String otherFault) {
        return run.equals(otherRun) && fault.equals(otherFault);
    }

    @Override
    public String toString() {
        return "crossfire." + run + "." + fault + "." + stream;
    }
}
