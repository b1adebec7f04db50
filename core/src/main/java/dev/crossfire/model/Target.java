package dev.crossfire.model;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One resource of an environment that plays a role.
 *
 * @param role what scenarios call it, as {@code ticketing-db}
 * @param type the resource's type in its environment, as {@code aws:rds:cluster}
 * @param id what the environment calls it, as an ARN
 * @param zone where it stands; null when it spans zones
 * @param capabilities what may be done to it
 * @param tags labels it carries
 * @param address where it can be probed from the outside, as {@code http://HOST:PORT/PATH}, {@code tcp://HOST:PORT},
 *     {@code postgres://HOST:PORT} or {@code redis://HOST:PORT}, or as {@code kubernetes:NAME} for what a cluster's API
 *     server reports on; contains no secret; null when it is unknown
 */
public record Target(
        String role,
        String type,
        String id,
        @Nullable String zone,
        Set<Capability> capabilities,
        Map<String, String> tags,
        @Nullable URI address) {
    public Target {
        // Sorted, so that two plans of the same system are the same bytes.
        SortedSet<Capability> sorted = new TreeSet<>(capabilities);
        SortedMap<String, String> sortedTags = new TreeMap<>(tags);
        capabilities = Collections.unmodifiableSortedSet(sorted);
        tags = Collections.unmodifiableSortedMap(sortedTags);
    }

    /** A target without a known probe address. */
    public Target(
            String role,
            String type,
            String id,
            @Nullable String zone,
            Set<Capability> capabilities,
            Map<String, String> tags) {
        this(role, type, id, zone, capabilities, tags, null);
    }
}
