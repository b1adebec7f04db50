package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Ratio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a cohort is healthy, as a file declares it. */
record HealthyPart(
        @Describe("a correct answer later than this is bad") @Nullable
        Duration within,

        @Describe("the least share of good requests") @Nullable
        Ratio success,

        @Describe("how long the cohort must stay healthy to count as recovered") @Nullable
        Duration stableFor)
        implements BoundPart {}
