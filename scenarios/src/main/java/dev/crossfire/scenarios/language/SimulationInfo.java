package dev.crossfire.scenarios.language;

import dev.crossfire.model.HealthCriteria;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The description of a shipped simulation.
 *
 * @param cohorts its cohorts, and when each is healthy unless the scenario has its own rule
 * @param parameters the names of its parameters
 */
public record SimulationInfo(Map<String, HealthCriteria> cohorts, List<String> parameters) {
    public SimulationInfo {
        cohorts = Collections.unmodifiableMap(new LinkedHashMap<>(cohorts));
        parameters = List.copyOf(parameters);
    }
}
