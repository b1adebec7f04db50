package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.Required;
import org.jspecify.annotations.Nullable;

/** A reason to stop early, as a file writes it. */
public record AbortPart(
        @Required @Describe("more errors than acceptable") @Nullable
        AbortRatioPart errorRatio) implements BoundPart {}
