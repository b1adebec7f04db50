package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import org.jspecify.annotations.Nullable;

/** A reason to stop early, as a file writes it. */
record AbortPart(
        @Required @Describe("more errors than acceptable") @Nullable
        AbortRatioPart errorRatio) implements BoundPart {}
