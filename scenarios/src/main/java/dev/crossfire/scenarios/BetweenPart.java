package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault's start that the seed draws, as a file writes it. */
record BetweenPart(
        @Required @About("the earliest moment after t = 0") @Nullable
        Duration from,

        @Required @About("the moment before which it begins") @Nullable
        Duration to)
        implements Part {}
