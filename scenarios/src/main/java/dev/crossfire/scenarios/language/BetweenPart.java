package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.Required;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault's start that the seed picks, as a file declares it. */
public record BetweenPart(
        @Required @Describe("the earliest moment after t = 0") @Nullable
        Duration from,

        @Required @Describe("the moment before which it begins") @Nullable
        Duration to)
        implements BoundPart {}
