package dev.crossfire.junit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One kind of user: how many arrive, or which requests count as one. */
public final class DrillCohort {
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final List<Object> spikes = new ArrayList<>();

    private DrillCohort() {}

    /** So many users arrive each second. */
    public static DrillCohort rate(double perSecond) {
        DrillCohort cohort = new DrillCohort();
        cohort.content.put("rate", YamlText.rate(perSecond));
        return cohort;
    }

    /** The requests that match all of scenario, group and request that are named. */
    public static DrillCohort selected() {
        return new DrillCohort();
    }

    /**
     * Adds a rise of the rate.
     *
     * @param at when it begins, after t = 0
     * @param perSecond the rate while it is held
     * @param ramp how long the rise and the fall take each
     * @param hold how long the top is held
     */
    public DrillCohort spike(Duration at, double perSecond, Duration ramp, Duration hold) {
        Map<String, Object> spike = new LinkedHashMap<>();
        spike.put("at", at);
        spike.put("to", YamlText.rate(perSecond));
        spike.put("ramp", ramp);
        spike.put("hold", hold);
        spikes.add(spike);
        return this;
    }

    /** Selects the requests of this Gatling scenario. */
    public DrillCohort scenario(String name) {
        content.put("scenario", name);
        return this;
    }

    /** Selects the requests in this Gatling group and the groups within it. */
    public DrillCohort group(String name) {
        content.put("group", name);
        return this;
    }

    /** Selects the requests of this name. */
    public DrillCohort request(String name) {
        content.put("request", name);
        return this;
    }

    Map<String, Object> content() {
        Map<String, Object> all = new LinkedHashMap<>(content);
        if (!spikes.isEmpty()) {
            all.put("spikes", List.copyOf(spikes));
        }
        return all;
    }
}
