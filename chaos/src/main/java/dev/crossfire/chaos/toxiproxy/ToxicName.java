package dev.crossfire.chaos.toxiproxy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose toxic it is, as its name says; so that any process can take it away.
 *
 * @param effect the stream of a toxic that breaks its proxy's link, or {@link #DISABLED}
 */
record ToxicName(String run, String fault, String effect) {
    /** Of a toxic that breaks nothing: it marks a proxy that the fault has disabled. */
    static final String DISABLED = "disabled";

    /** Of a fault's id and an effect neither has a dot. */
    private static final Pattern NAME =
            Pattern.compile("crossfire\\.(.+)\\.([^.]+)\\.(downstream|upstream|" + DISABLED + ")");

    /** Reads a toxic's name; empty for a toxic of others. */
    static Optional<ToxicName> parse(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new ToxicName(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    /** Whether it marks a proxy that the fault has disabled. */
    boolean isMarker() {
        return effect.equals(DISABLED);
    }

    boolean isOf(String otherRun, String otherFault) {
        return run.equals(otherRun) && fault.equals(otherFault);
    }

    @Override
    public String toString() {
        return "crossfire." + run + "." + fault + "." + effect;
    }
}
