package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Ratio;
import org.jspecify.annotations.Nullable;

/** Which of a role's targets a fault hits, as a file writes it. */
record SelectPart(
        @Describe("this many, picked by the seed") @Nullable Integer count,

        @Describe("this share, rounded down, picked by the seed") @Nullable
        Ratio share)
        implements BoundPart {}
