package dev.crossfire.scenarios.binding;

import dev.crossfire.model.ObjectiveSettings;
import dev.crossfire.scenarios.yaml.DocumentTree;
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
public record BoundObjective(
        @Nullable String id,
        @Nullable ObjectiveKind<?> kind,
        @Nullable ObjectiveSettings settings,
        DocumentTree.Branch written,
        String pointer) {
    /** Its name in messages. */
    public String name() {
        return id == null ? "this objective" : id;
    }
}
