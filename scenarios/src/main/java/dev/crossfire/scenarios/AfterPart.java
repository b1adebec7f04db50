package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultMoment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault's start that waits for another fault, as a file writes it. */
record AfterPart(
        @Required @NamedText @Describe("the id of the fault it waits for") @Nullable
        String fault,

        @Required @Describe("the moment it waits for") @Nullable
        FaultMoment event,

        @Describe("how long it waits from then on") @Nullable
        Duration delay)
        implements BoundPart {}
