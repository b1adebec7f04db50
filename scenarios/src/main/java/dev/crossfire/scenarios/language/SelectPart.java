package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Ratio;
import dev.crossfire.scenarios.schema.BoundPart;
import org.jspecify.annotations.Nullable;

/** Which of a role's targets a fault hits, as a file writes it. */
public record SelectPart(
        @Describe("this many, picked by the seed") @Nullable Integer count,

        @Describe("this share, rounded down, picked by the seed") @Nullable
        Ratio share)
        implements BoundPart {}
