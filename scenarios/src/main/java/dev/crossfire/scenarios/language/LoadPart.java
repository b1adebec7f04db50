package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.scenarios.schema.PartialRecord;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import dev.crossfire.scenarios.schema.PartialRecord.Required;
import dev.crossfire.scenarios.schema.PartialRecord.ReservedKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The load, as a scenario file declares it. */
@ReservedKeys("use")
public record LoadPart(
        @Required @Describe("a shipped simulation, or any Gatling simulation class on the class path") @Nullable
        String simulation,

        @Describe("handed to the simulation as system properties; values may hold ${base-url} and ${secret:NAME}")
        @Nullable
        Map<String, AnyScalar> parameters,

        @Describe("how long the load runs before t = 0") @Nullable
        Duration warmUp,

        @Required @Describe("how long the load runs after t = 0") @Nullable
        Duration duration,

        @Describe("how long the load generator may take until it is ready; 60s by default") @Nullable
        Duration startTimeout,

        @Describe("how the load generator's Java is started") @Nullable
        JvmPart jvm,

        @Describe("the cohorts and their rates, unless the simulation has its own profile; or which requests count as a"
                + " cohort")
        @Nullable
        Map<String, CohortPart> cohorts)
        implements PartialRecord {
    /** How the load generator's Java is started, as a file writes it. */
    public record JvmPart(
            @Describe("the most memory it may use, such as 2g or 512m") @Nullable
            String heap,

            @Describe("more options, as -XX:+UseZGC; they come last and win") @Nullable
            List<String> options)
            implements PartialRecord {}

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
            implements PartialRecord {
        /** Whether it selects requests instead of saying how many users arrive. */
        public boolean selects() {
            return scenario != null || group != null || request != null;
        }

        public CohortSelection selection() {
            return new CohortSelection(scenario, group, request);
        }
    }

    /** A rise of a cohort's rate, as a file writes it. */
    public record SpikePart(
            @Required @Describe("when the rise begins, after t = 0") @Nullable
            Duration at,

            @Required @Describe("the rate while it is held") @Nullable
            Rate to,

            @Describe("how long the rise and the fall take each; 0s by default") @Nullable
            Duration ramp,

            @Required @Describe("how long the top is held") @Nullable
            Duration hold)
            implements PartialRecord {}
}
