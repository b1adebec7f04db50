package dev.crossfire.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The traffic of a scenario.
 *
 * @param simulation a shipped simulation's name or the class name of any Gatling simulation
 * @param parameters handed to the simulation as system properties
 * @param warmUp how long traffic runs before t = 0
 * @param duration how long traffic runs after t = 0
 * @param cohorts who arrives; empty when the simulation is the user's own and brings its own profile
 */
public record Load(
        String simulation, Map<String, String> parameters, Duration warmUp, Duration duration, List<Cohort> cohorts) {
    public Load {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        cohorts = List.copyOf(cohorts);
    }
}
