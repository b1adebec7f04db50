package dev.crossfire.externalcheck;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of an alarm.
 *
 * @param alarm its name; the message's first line where it names none
 * @param firing whether it has begun, rather than ended
 * @param began since when it rings by the sender's own word; null where it does not say
 * @param instance what tells it from others of its name; null where nothing does
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
