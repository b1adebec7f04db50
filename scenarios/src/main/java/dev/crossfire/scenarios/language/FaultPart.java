package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.ExpectedEffect;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.NamedText;
import dev.crossfire.scenarios.schema.Required;
import dev.crossfire.scenarios.schema.ReservedKeys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The keys of every fault in a file, without the settings of its kind. */
@ReservedKeys("use")
public record FaultPart(
        @Required @NamedText @Describe("its name in objectives and reports") @Nullable
        String id,

        @Required @Describe("the fault kind, as database-failover") @Nullable
        String kind,

        @Required @Describe("the targeted role, never a resource") @Nullable
        TargetPart target,

        @Describe("when it begins, after t = 0") @Nullable Duration at,

        @Describe("begins at a moment that the seed picks") @Nullable
        BetweenPart between,

        @Describe("begins after another fault's moment") @Nullable
        AfterPart after,

        @Describe("how long it lasts") @Nullable Duration duration,

        @Describe("the expected effect on users: impact or no-impact") @Nullable
        ExpectedEffect expect)
        implements BoundPart {}
