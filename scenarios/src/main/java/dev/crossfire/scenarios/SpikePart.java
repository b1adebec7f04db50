package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Rate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A rise of a cohort's rate, as a file writes it. */
record SpikePart(
        @Required @About("when the rise begins, after t = 0") @Nullable
        Duration at,

        @Required @About("how many arrive while it is held") @Nullable
        Rate to,

        @About("how long the rise and the fall take each; at once when left out") @Nullable
        Duration ramp,

        @Required @About("how long the top is held") @Nullable
        Duration hold)
        implements Part {}
