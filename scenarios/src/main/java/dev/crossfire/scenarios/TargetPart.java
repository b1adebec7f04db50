package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import org.jspecify.annotations.Nullable;

/** What a fault hits, as a file writes it. */
@ShortForm
record TargetPart(
        @Required @Named @About("the role that is hit") @Nullable
        String role,

        @About("which of the role's targets; all when left out") @Nullable
        SelectPart select)
        implements Part {}
