package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Ratio;
import org.jspecify.annotations.Nullable;

/** Which of a role's targets a fault hits, as a file writes it. */
record SelectPart(
        @About("so many, chosen by the seed") @Nullable Integer count,

        @About("such a share, rounded down, chosen by the seed") @Nullable
        Ratio share)
        implements Part {}
