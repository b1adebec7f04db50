package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Ratio;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.Key;
import dev.crossfire.scenarios.schema.NamedText;
import dev.crossfire.scenarios.schema.Required;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many errors stop a run early, as a file writes it. */
public record AbortRatioPart(
        @Required @NamedText @Describe("the cohort") @Nullable
        String cohort,

        @Required @Describe("more than this share of its answers is wrong or missing") @Nullable
        Ratio over,

        @Required @Key("for") @Describe("for so many seconds in a row") @Nullable
        Duration window)
        implements BoundPart {}
