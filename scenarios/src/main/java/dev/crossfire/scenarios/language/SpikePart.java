package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Rate;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.Required;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A rise of a cohort's rate, as a file writes it. */
public record SpikePart(
        @Required @Describe("when the rise begins, after t = 0") @Nullable
        Duration at,

        @Required @Describe("the rate while it is held") @Nullable
        Rate to,

        @Describe("how long the rise and the fall take each; 0s by default") @Nullable
        Duration ramp,

        @Required @Describe("how long the top is held") @Nullable
        Duration hold)
        implements BoundPart {}
