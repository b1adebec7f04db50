package dev.crossfire.chaos.disruption;

import dev.crossfire.model.Capability;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is done to a target, in Crossfire's terms; an environment translates it.
 *
 * @param capability what may be done to the target
 * @param parameters how much of it, by name; durations in ISO 8601, ratios in percent
 */
public record DisruptionSpec(Capability capability, Map<String, String> parameters) {
    public DisruptionSpec {
        SortedMap<String, String> sorted = new TreeMap<>(parameters);
        parameters = Collections.unmodifiableSortedMap(sorted);
    }

    /** A parameter that this kind of disruption always has. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a disruption of " + capability + " without its parameter " + name);
        }
        return value;
    }
}
