package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import org.jspecify.annotations.Nullable;

/** What a fault hits, as a file writes it. */
@ShortForm
record TargetPart(
        @Required @NamedText @Describe("the targeted role") @Nullable
        String role,

        @Describe("which of the role's targets; all by default") @Nullable
        SelectPart select)
        implements BoundPart {}
