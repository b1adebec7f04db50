package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Ratio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many errors stop a run early, as a file writes it. */
record AbortRatioPart(
        @Required @NamedText @Describe("the cohort") @Nullable
        String cohort,

        @Required @Describe("more than this share of its answers is wrong or missing") @Nullable
        Ratio over,

        @Required @Key("for") @Describe("for so many seconds in a row") @Nullable
        Duration window)
        implements BoundPart {}
