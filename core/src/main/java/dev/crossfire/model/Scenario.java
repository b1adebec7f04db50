package dev.crossfire.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to do and what must hold; names roles, never resources.
 *
 * @param well by cohort
 * @param steadyState how long everyone must be well before the first fault
 */
public record Scenario(
        String name,
        String title,
        Load load,
        Map<String, WellRule> well,
        Duration steadyState,
        List<FaultSpec> faults,
        List<ObjectiveSpec> objectives) {
    public Scenario {
        well = Collections.unmodifiableMap(new LinkedHashMap<>(well));
        faults = List.copyOf(faults);
        objectives = List.copyOf(objectives);
    }
}
