package dev.crossfire.model.environment;

import dev.crossfire.model.quantity.CountOrShare;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much may be broken; null means no limit is set here.
 *
 * @param zones how many whole zones at once may be broken
 * @param targets how many targets at once
 * @param pods how many of a role's pods at once
 * @param duration how long a fault may last
 * @param costDollars how much a run may cost, in US dollars
 * @param kinds which fault kinds are allowed
 * @param denied what may not be touched at all
 * @param places where each limit is written, as {@code file:line:column}, by its key
 */
public record Limits(
        @Nullable Integer zones,
        @Nullable Integer targets,
        @Nullable CountOrShare pods,
        @Nullable Duration duration,
        @Nullable Double costDollars,
        @Nullable Set<String> kinds,
        Denied denied,
        Map<String, String> places) {
    /** Nothing is limited. */
    public static final Limits NONE =
            new Limits(null, null, null, null, null, null, new Denied(Set.of(), Set.of()), Map.of());

    public Limits {
        places = Collections.unmodifiableMap(new TreeMap<>(places));
    }

    /**
     * What may not be touched at all.
     *
     * @param tags each {@code key=value}, or {@code key} for any value
     * @param namespaces as targets are tagged with them
     */
    public record Denied(Set<String> tags, Set<String> namespaces) {
        public Denied {
            tags = Set.copyOf(tags);
            namespaces = Set.copyOf(namespaces);
        }
    }

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
}
