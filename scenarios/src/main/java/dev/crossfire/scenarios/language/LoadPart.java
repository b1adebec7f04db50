package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.Required;
import dev.crossfire.scenarios.schema.ReservedKeys;
import dev.crossfire.scenarios.schema.Scalar;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The traffic, as a file writes it. */
@ReservedKeys("use")
public record LoadPart(
        @Required @Describe("a shipped simulation, or any Gatling simulation class on the class path") @Nullable
        String simulation,

        @Describe("handed to the simulation as system properties; values may hold ${base-url} and ${secret:NAME}")
        @Nullable
        Map<String, Scalar> parameters,

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
        implements BoundPart {}
