package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The steady state that is required before the first fault, as a file declares it. */
record SteadyPart(
        @Required @Key("for") @Describe("every cohort must be healthy for this long before the first fault") @Nullable
        Duration window)
        implements BoundPart {}
