package dev.crossfire.junit.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** When a cohort is healthy. */
public final class Health {
    private final Map<String, Object> content = new LinkedHashMap<>();

    private Health() {}

    /** Criteria that are all left to the simulation's defaults. */
    public static Health criteria() {
        return new Health();
    }

    /** The latency limit: a correct answer later than this is bad. */
    public Health within(Duration limit) {
        content.put("within", limit);
        return this;
    }

    /** The least share of good requests, 0 to 1. */
    public Health success(double share) {
        content.put("success", share);
        return this;
    }

    /** How long the cohort must stay healthy to count as recovered. */
    public Health stableFor(Duration duration) {
        content.put("stable-for", duration);
        return this;
    }

    Map<String, Object> content() {
        return new LinkedHashMap<>(content);
    }
}
