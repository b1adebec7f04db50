package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import org.jspecify.annotations.Nullable;

/** What a fault hits, as a file writes it. */
@ShortForm
record TargetPart(
        @Required @NamedText @Describe("the role that is hit") @Nullable
        String role,

        @Describe("which of the role's targets; all when left out") @Nullable
        SelectPart select)
        implements BoundPart {}
