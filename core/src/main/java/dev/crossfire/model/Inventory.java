package dev.crossfire.model;

import java.util.List;
import java.util.Objects;

/**
 * The resources of an environment, as the planner sees them.
 *
 * @param environment the environment's name
 * @param zones its zones, sorted
 * @param targets everything that plays a role, in a stable order
 */
public record Inventory(String environment, List<String> zones, List<Target> targets) {
    public Inventory {
        zones = List.copyOf(zones);
        targets = List.copyOf(targets);
    }

    /** The inventory of these targets, with the zones in which they stand. */
    public static Inventory of(String environment, List<Target> targets) {
        List<String> zones = targets.stream()
                .map(Target::zone)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return new Inventory(environment, zones, targets);
    }

    /** The targets that play a role; empty when none does. */
    public List<Target> inRole(String role) {
        return targets.stream().filter(target -> target.role().equals(role)).toList();
    }

    /** Every role that something plays, sorted. */
    public List<String> roles() {
        return targets.stream().map(Target::role).distinct().sorted().toList();
    }
}
