package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Ratio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many errors stop a run early, as a file writes it. */
record AbortRatioPart(
        @Required @Named @About("the cohort") @Nullable String of,

        @Required @About("more than this share of its answers is wrong or missing") @Nullable
        Ratio over,

        @Required @Key("for") @About("for so many seconds in a row") @Nullable
        Duration window)
        implements Part {}
