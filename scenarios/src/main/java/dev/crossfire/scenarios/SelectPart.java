package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Ratio;
import org.jspecify.annotations.Nullable;

/** Which of a role's targets a fault hits, as a file writes it. */
record SelectPart(
        @Describe("so many, chosen by the seed") @Nullable Integer count,

        @Describe("such a share, rounded down, chosen by the seed") @Nullable
        Ratio share)
        implements BoundPart {}
