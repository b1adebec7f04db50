package dev.crossfire.model;

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
 * @param capabilities what it lets be done to it
 * @param tags labels it carries
 */
public record Target(
        String role,
        String type,
        String id,
        @Nullable String zone,
        Set<Capability> capabilities,
        Map<String, String> tags) {
    public Target {
        // Sorted, so that two plans of the same system are the same bytes.
        SortedSet<Capability> sorted = new TreeSet<>(capabilities);
        SortedMap<String, String> sortedTags = new TreeMap<>(tags);
        capabilities = Collections.unmodifiableSortedSet(sorted);
        tags = Collections.unmodifiableSortedMap(sortedTags);
    }
}
