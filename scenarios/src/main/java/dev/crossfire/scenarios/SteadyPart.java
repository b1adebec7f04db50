package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What must hold before the first fault, as a file writes it. */
record SteadyPart(
        @Required @Key("for") @Describe("everyone must be well for this long before the first fault") @Nullable
        Duration window)
        implements BoundPart {}
