package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSpec.ExpectedEffect;
import dev.crossfire.model.ShortForm;
import dev.crossfire.model.Start.FaultMoment;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.scenarios.schema.PartialRecord;
import dev.crossfire.scenarios.schema.PartialRecord.Identifier;
import dev.crossfire.scenarios.schema.PartialRecord.Required;
import dev.crossfire.scenarios.schema.PartialRecord.ReservedKeys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The keys of every fault in a file, without the settings of its kind. */
@ReservedKeys("use")
public record FaultPart(
        @Required @Identifier @Describe("its name in objectives and reports") @Nullable
        String id,

        @Required @Describe("the fault kind, such as database-failover") @Nullable
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
        implements PartialRecord {
    /** What a fault hits, as a file writes it. */
    @ShortForm
    public record TargetPart(
            @Required @Identifier @Describe("the targeted role") @Nullable
            String role,

            @Describe("which of the role's targets; all by default") @Nullable
            SelectPart select)
            implements PartialRecord {}

    /** Which of a role's targets a fault hits, as a file writes it. */
    public record SelectPart(
            @Describe("this many, picked by the seed") @Nullable
            Integer count,

            @Describe("this share, rounded down, picked by the seed") @Nullable
            Ratio share)
            implements PartialRecord {}

    /** A fault's start that the seed picks, as a file declares it. */
    public record BetweenPart(
            @Required @Describe("the earliest moment after t = 0") @Nullable
            Duration from,

            @Required @Describe("the moment before which it begins") @Nullable
            Duration to)
            implements PartialRecord {}

    /** A fault's start that waits for another fault, as a file writes it. */
    public record AfterPart(
            @Required @Identifier @Describe("the id of the fault to wait for") @Nullable
            String fault,

            @Required @Describe("the moment of that fault to wait for") @Nullable
            FaultMoment event,

            @Describe("how long after that moment it begins") @Nullable
            Duration delay)
            implements PartialRecord {}
}
