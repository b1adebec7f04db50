package dev.crossfire.model;

import org.jspecify.annotations.Nullable;

/** Marks the record that holds one objective kind's settings, and says what every objective refers to. */
public interface ObjectiveSettings {
    /** The cohort it judges; null when it judges none in particular. */
    default @Nullable String of() {
        return null;
    }

    /** The fault it judges; null when it judges none in particular. */
    default @Nullable String from() {
        return null;
    }

    /** The phase it judges. */
    default PhaseRef phase() {
        return PhaseRef.WHOLE;
    }

    /** Whether it can only be judged when what users were told is compared with what the system holds. */
    default boolean needsLedger() {
        return false;
    }

    /** Whether it compares the requests that users sent with those that reached the system. */
    default boolean needsCounter() {
        return false;
    }

    /** The target in words, as {@code <= 10 s}. */
    String target();
}
