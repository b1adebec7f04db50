package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Expect;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What every fault has, as a file writes it; the settings of its kind stand beside. */
@Reserved("use")
record FaultPart(
        @Required @Named @About("what objectives and reports call it") @Nullable
        String id,

        @Required @About("what breaks, as database-failover") @Nullable
        String kind,

        @Required @About("the role that is hit, never a resource") @Nullable
        TargetPart target,

        @About("when it begins, after t = 0") @Nullable Duration at,

        @About("begins at a moment that the seed draws") @Nullable
        BetweenPart between,

        @About("begins after another fault's moment") @Nullable
        AfterPart after,

        @About("how long it lasts") @Nullable Duration duration,

        @About("what it does to users: impact or no-impact") @Nullable
        Expect expect)
        implements Part {}
