package dev.crossfire.externalcheck;

import java.time.Instant;
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
}
