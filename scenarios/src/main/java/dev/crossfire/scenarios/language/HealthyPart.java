package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Ratio;
import dev.crossfire.scenarios.schema.BoundPart;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a cohort is healthy, as a file declares it. */
public record HealthyPart(
        @Describe("a correct answer later than this is bad") @Nullable
        Duration within,

        @Describe("the least share of good requests") @Nullable
        Ratio success,

        @Describe("how long the cohort must stay healthy to count as recovered") @Nullable
        Duration stableFor)
        implements BoundPart {}
