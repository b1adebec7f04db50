package dev.crossfire.scenarios;

import dev.crossfire.model.CohortSelection;
import dev.crossfire.model.Describe;
import dev.crossfire.model.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of user, or the requests that count as one, as a file writes it. */
record CohortPart(
        @Describe("how many arrive outside spikes") @Nullable
        Rate rate,

        @Describe("rises of the rate") @Nullable List<SpikePart> spikes,

        @Describe("selects the requests of this Gatling scenario") @Nullable
        String scenario,

        @Describe("selects the requests in this Gatling group and the groups within it") @Nullable
        String group,

        @Describe("selects the requests of this name") @Nullable
        String request)
        implements BoundPart {
    /** Whether it selects requests instead of saying how many users arrive. */
    boolean selects() {
        return scenario != null || group != null || request != null;
    }

    CohortSelection selection() {
        return new CohortSelection(scenario, group, request);
    }
}
