package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The traffic, as a file writes it. */
@Reserved("use")
record LoadPart(
        @Required @About("a shipped simulation, or any Gatling simulation class on the class path") @Nullable
        String simulation,

        @About("handed to the simulation as system properties; values may hold ${base-url} and ${secret:NAME}")
        @Nullable
        Map<String, Scalar> parameters,

        @About("how long traffic runs before t = 0") @Nullable
        Duration warmUp,

        @Required @About("how long traffic runs after t = 0") @Nullable
        Duration duration,

        @About("how long the load generator may take until it is ready, 60s by itself") @Nullable
        Duration startTimeout,

        @About("how the load generator's Java is started") @Nullable
        JvmPart jvm,

        @About(
                "who arrives, and how many, unless the simulation brings its own profile; or which requests count as a cohort")
        @Nullable
        Map<String, CohortPart> cohorts)
        implements Part {}
