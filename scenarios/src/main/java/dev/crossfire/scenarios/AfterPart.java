package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault's start that waits for another fault, as a file writes it. */
record AfterPart(
        @Required @Named @About("the id of the fault it waits for") @Nullable
        String fault,

        @Required @About("the moment it waits for") @Nullable
        Moment event,

        @About("how long it waits from then on") @Nullable Duration delay)
        implements Part {}
