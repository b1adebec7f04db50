package dev.crossfire.scenarios;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * A fault as far as it could be read.
 *
 * @param part what every fault has
 * @param kind null when it is unknown
 * @param settings null when they could not be read
 * @param pointer its JSON pointer
 * @param place its place in the file
 */
record BoundFault(
        FaultPart part,
        @Nullable FaultKind<?> kind,
        @Nullable FaultSettings settings,
        String pointer,
        SourcePosition place) {
    /** Its name in messages. */
    String name() {
        return part.id() == null ? "this fault" : part.id();
    }
}
