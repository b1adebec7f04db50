package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.Key;
import dev.crossfire.scenarios.schema.Required;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The steady state that is required before the first fault, as a file declares it. */
public record SteadyPart(
        @Required @Key("for") @Describe("every cohort must be healthy for this long before the first fault") @Nullable
        Duration window)
        implements BoundPart {}
