package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultMoment;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.NamedText;
import dev.crossfire.scenarios.schema.Required;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault's start that waits for another fault, as a file writes it. */
public record AfterPart(
        @Required @NamedText @Describe("the id of the fault to wait for") @Nullable
        String fault,

        @Required @Describe("the moment of that fault to wait for") @Nullable
        FaultMoment event,

        @Describe("how long after that moment it begins") @Nullable
        Duration delay)
        implements BoundPart {}
