package dev.crossfire.model.load;

import dev.crossfire.model.quantity.ParameterText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of a scenario.
 *
 * @param simulation a shipped simulation's name or the class name of any Gatling simulation
 * @param parameters passed to the simulation as system properties; their values may refer to the environment's address
 *     and to secrets, see {@link ParameterText}
 * @param warmUp how long traffic runs before t = 0
 * @param duration how long traffic runs after t = 0
 * @param cohorts the arriving users; empty when the simulation is the user's own and brings its own profile
 * @param jvm how the load generator's Java is started
 * @param startTimeout how long the load generator may take until it is ready to begin
 * @param selections cohorts that are not the Gatling scenario of their name, each with the requests that it consists of
 */
public record Load(
        String simulation,
        Map<String, String> parameters,
        Duration warmUp,
        Duration duration,
        List<Cohort> cohorts,
        JvmOptions jvm,
        Duration startTimeout,
        Map<String, CohortSelection> selections) {
    /** How long a load generator may take to get ready unless the scenario sets another time. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /** Reads what a shipped simulation's load leaves out, and is null, as the default. */
    public Load {
        jvm = Objects.requireNonNullElse(jvm, JvmOptions.NONE);
        startTimeout = Objects.requireNonNullElse(startTimeout, START_TIMEOUT);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        cohorts = List.copyOf(cohorts);
        selections = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(selections, Map.of())));
    }

    /** A load whose generator is started as usual. */
    public Load(
            String simulation,
            Map<String, String> parameters,
            Duration warmUp,
            Duration duration,
            List<Cohort> cohorts) {
        this(simulation, parameters, warmUp, duration, cohorts, JvmOptions.NONE, START_TIMEOUT, Map.of());
    }

    /**
     * How the load generator's Java is started, beside the options of Crossfire and {@code JAVA_OPTS}; the last one wins.
     *
     * @param heap the most memory it may use, as {@code 2g}; null for Java's own choice
     * @param options more options, as {@code -XX:+UseZGC}
     */
    public record JvmOptions(@Nullable String heap, List<String> options) {
        /** Nothing beyond the default. */
        public static final JvmOptions NONE = new JvmOptions(null, List.of());

        public JvmOptions {
            options = List.copyOf(options);
        }
    }
}
