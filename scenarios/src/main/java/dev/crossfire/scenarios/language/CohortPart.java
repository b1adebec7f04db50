package dev.crossfire.scenarios.language;

import dev.crossfire.model.CohortSelection;
import dev.crossfire.model.Describe;
import dev.crossfire.model.Rate;
import dev.crossfire.scenarios.schema.BoundPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of user, or the requests that count as one, as a file writes it. */
public record CohortPart(
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
    public boolean selects() {
        return scenario != null || group != null || request != null;
    }

    public CohortSelection selection() {
        return new CohortSelection(scenario, group, request);
    }
}
