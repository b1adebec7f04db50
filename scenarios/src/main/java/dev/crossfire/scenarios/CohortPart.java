package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of user, as a file writes it. */
record CohortPart(
        @Required @About("how many arrive outside spikes") @Nullable
        Rate rate,

        @About("rises of the rate") @Nullable List<SpikePart> spikes)
        implements Part {}
