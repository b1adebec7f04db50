package dev.crossfire.junit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The load of a scenario. */
public final class DrillLoad {
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, Object> jvm = new LinkedHashMap<>();
    private final Map<String, Object> cohorts = new LinkedHashMap<>();
    private final List<String> jvmOptions = new ArrayList<>();

    private DrillLoad(String simulation) {
        content.put("simulation", simulation);
    }

    /** Of a shipped simulation, or of any Gatling simulation class on the drill's class path. */
    public static DrillLoad of(String simulation) {
        return new DrillLoad(simulation);
    }

    /** Hands a system property to the simulation. */
    public DrillLoad parameter(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** How long the load runs before t = 0. */
    public DrillLoad warmUp(Duration duration) {
        content.put("warm-up", duration);
        return this;
    }

    /** How long the load runs after t = 0. */
    public DrillLoad duration(Duration duration) {
        content.put("duration", duration);
        return this;
    }

    /** How long the load generator may take until it is ready. */
    public DrillLoad startTimeout(Duration duration) {
        content.put("start-timeout", duration);
        return this;
    }

    /** The most memory that the load generator may use, as {@code 2g}. */
    public DrillLoad heap(String most) {
        jvm.put("heap", most);
        return this;
    }

    /** An option for the load generator's Java, as {@code -XX:+UseZGC}. */
    public DrillLoad jvmOption(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Adds a cohort; none for a simulation that has its own profile. */
    public DrillLoad cohort(String name, DrillCohort cohort) {
        cohorts.put(name, cohort.content());
        return this;
    }

    Map<String, Object> content() {
        Map<String, Object> all = new LinkedHashMap<>(content);
        if (!jvmOptions.isEmpty()) {
            jvm.put("options", List.copyOf(jvmOptions));
        }
        putUnlessEmpty(all, "parameters", parameters);
        putUnlessEmpty(all, "jvm", jvm);
        putUnlessEmpty(all, "cohorts", cohorts);
        return all;
    }

    private static void putUnlessEmpty(Map<String, Object> all, String key, Map<String, Object> value) {
        if (!value.isEmpty()) {
            all.put(key, new LinkedHashMap<>(value));
        }
    }
}
