package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import dev.crossfire.model.ExpectedEffect;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The keys of every fault in a file, without the settings of its kind. */
@ReservedKeys("use")
record FaultPart(
        @Required @NamedText @Describe("what objectives and reports call it") @Nullable
        String id,

        @Required @Describe("what breaks, as database-failover") @Nullable
        String kind,

        @Required @Describe("the role that is hit, never a resource") @Nullable
        TargetPart target,

        @Describe("when it begins, after t = 0") @Nullable Duration at,

        @Describe("begins at a moment that the seed draws") @Nullable
        BetweenPart between,

        @Describe("begins after another fault's moment") @Nullable
        AfterPart after,

        @Describe("how long it lasts") @Nullable Duration duration,

        @Describe("what it does to users: impact or no-impact") @Nullable
        ExpectedEffect expect)
        implements BoundPart {}
