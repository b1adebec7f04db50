package dev.crossfire.scenarios;

import dev.crossfire.model.HealthRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a shipped simulation says of itself.
 *
 * @param cohorts its cohorts, and when each is well unless the scenario says otherwise
 * @param parameters the names of what it can be told
 */
public record SimulationInfo(Map<String, HealthRule> cohorts, List<String> parameters) {
    public SimulationInfo {
        cohorts = Collections.unmodifiableMap(new LinkedHashMap<>(cohorts));
        parameters = List.copyOf(parameters);
    }
}
