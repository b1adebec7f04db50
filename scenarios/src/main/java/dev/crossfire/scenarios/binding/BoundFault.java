package dev.crossfire.scenarios.binding;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.scenarios.language.FaultPart;
import dev.crossfire.scenarios.problems.SourcePosition;
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
public record BoundFault(
        FaultPart part,
        @Nullable FaultKind<?> kind,
        @Nullable FaultSettings settings,
        String pointer,
        SourcePosition place) {
    /** Its name in messages. */
    public String name() {
        return part.id() == null ? "this fault" : part.id();
    }
}
