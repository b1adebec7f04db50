package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.PartialRecord;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import dev.crossfire.scenarios.schema.PartialRecord.Required;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a file with the times of faults that another tool injected. */
public record FaultTimesDocument(
        @Required @Describe("the version of this language: v1") @Nullable
        AnyScalar crossfire,

        @Required @Describe("when each fault began and ended, by its id in the scenario") @Nullable
        Map<String, FaultTimesPart> faults)
        implements PartialRecord {

    /** The times of one fault, each in ISO 8601 with an offset. */
    public record FaultTimesPart(
            @Required @Describe("when the fault was injected") @Nullable
            String injected,

            @Describe("when its target was no longer intact; when it was injected by default") @Nullable
            String effective,

            @Required @Describe("when its target was intact again") @Nullable
            String cleared,

            @Describe("by how much the clocks of the two machines may differ; 0s by default") @Nullable
            Duration uncertainty)
            implements PartialRecord {}
}
