package dev.crossfire.scenarios;

import dev.crossfire.model.ObjectiveSettings;
import dev.crossfire.spi.ObjectiveKind;
import org.jspecify.annotations.Nullable;

/**
 * An objective as far as it could be read.
 *
 * @param id null when it is missing or unreadable
 * @param kind null when it is unknown
 * @param settings null when they could not be read
 * @param written its settings as they stand
 * @param pointer where it is
 */
record BoundObjective(
        @Nullable String id,
        @Nullable ObjectiveKind<?> kind,
        @Nullable ObjectiveSettings settings,
        DocumentTree.Branch written,
        String pointer) {
    /** Its name in messages. */
    String name() {
        return id == null ? "this objective" : id;
    }
}
