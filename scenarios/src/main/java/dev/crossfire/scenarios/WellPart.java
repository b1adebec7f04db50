package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Ratio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a cohort is well, as a file writes it. */
record WellPart(
        @About("a correct answer later than this is bad") @Nullable
        Duration within,

        @About("the least share of good requests") @Nullable Ratio ratio,

        @Key("for") @About("how long the cohort must stay well to count as recovered") @Nullable
        Duration stayFor)
        implements Part {}
