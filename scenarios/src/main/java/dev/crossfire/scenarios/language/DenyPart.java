package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Limits.Denied;
import dev.crossfire.scenarios.schema.BoundPart;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may not be touched at all, as a file writes it. */
record DenyPart(
        @Describe("tags that no target may carry, each key=value or key") @Nullable
        Set<String> tags,

        @Describe("namespaces that no target may be in") @Nullable
        Set<String> namespaces)
        implements BoundPart {
    /** What it denies; nothing where it is left out. */
    static Denied denied(@Nullable DenyPart part) {
        return new Denied(
                part == null || part.tags() == null ? Set.of() : part.tags(),
                part == null || part.namespaces() == null ? Set.of() : part.namespaces());
    }
}
