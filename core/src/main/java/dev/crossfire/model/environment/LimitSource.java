package dev.crossfire.model.environment;

import org.jspecify.annotations.Nullable;

/**
 * Limits, and their source.
 *
 * @param whose as {@code environment staging}
 */
public record LimitSource(String whose, Limits limits) {
    /** An environment's own limits. */
    public static LimitSource of(EnvironmentSpec environment) {
        return new LimitSource("environment " + environment.name(), environment.limits());
    }

    /** Names the limit and where it is set, as {@code the limit of environment staging, staging.yaml:6:18}. */
    public String says(String key) {
        @Nullable String place = limits.places().get(key);
        return "the limit of " + whose + (place == null ? "" : ", " + place);
    }
}
