package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import org.jspecify.annotations.Nullable;

/** A reason to stop early, as a file writes it. */
record AbortPart(
        @Required @About("more errors than can be borne") @Nullable
        AbortRatioPart errorRatio) implements Part {}
