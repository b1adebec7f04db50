package dev.crossfire.sweep;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How one component is taken out.
 *
 * @param role that the component plays
 * @param targets how many play it; one of them is taken out
 * @param kind of the fault
 * @param lasts whether it is away for a given time, or until it is replaced
 */
public record ComponentLoss(String role, int targets, String kind, boolean lasts) {
    /** A fault that makes a component go away, and what targets offer that it can be done to. */
    private record Way(Capability capability, String kind, boolean lasts) {}

    /** Those first that take out most. */
    private static final List<Way> WAYS = List.of(
            new Way(Capability.POWER, "zone-loss", true),
            new Way(Capability.FAILOVER, "database-failover", false),
            new Way(Capability.PODS, "pod-kill", false),
            new Way(Capability.KILL, "cache-loss", true),
            new Way(Capability.PARTITION, "network-partition", true),
            new Way(Capability.ISOLATION, "zone-loss", true),
            new Way(Capability.PAUSE, "process-pause", true));

    /**
     * The losses of all components.
     *
     * @param taken the losses of components that can be taken out, by role
     * @param kept the roles of those that cannot
     */
    public record ComponentLosses(List<ComponentLoss> taken, List<String> kept) {
        public ComponentLosses {
            taken = List.copyOf(taken);
            kept = List.copyOf(kept);
        }

        /** Those of an environment. */
        public static ComponentLosses of(Inventory inventory) {
            List<ComponentLoss> taken = new ArrayList<>();
            List<String> kept = new ArrayList<>();
            for (String role : inventory.roles()) {
                Optional<ComponentLoss> loss = ComponentLoss.of(role, inventory.inRole(role));
                loss.ifPresentOrElse(taken::add, () -> kept.add(role));
            }
            return new ComponentLosses(taken, kept);
        }

        /** Those of some roles. */
        public ComponentLosses only(Predicate<String> roles) {
            return new ComponentLosses(
                    taken.stream().filter(loss -> roles.test(loss.role())).toList(), kept);
        }
    }

    /** How a role's component is taken out; empty when no fault can. */
    static Optional<ComponentLoss> of(String role, List<Target> targets) {
        return WAYS.stream()
                .filter(way -> targets.stream()
                        .allMatch(target -> target.capabilities().contains(way.capability())))
                .findFirst()
                .map(way -> new ComponentLoss(role, targets.size(), way.kind(), way.lasts()));
    }

    /** The fault's id in its scenario. */
    public String id() {
        return role + "-lost";
    }

    /**
     * The fault as a scenario declares it.
     *
     * @param at when it begins
     * @param duration for how long it is away, if it is not replaced
     */
    String declared(Duration at, Duration duration) {
        String target = targets == 1 ? role : "{ role: " + role + ", select: { count: 1 } }";
        return "{ id: " + id() + ", kind: " + kind + ", target: " + target + ", at: " + DurationText.format(at)
                + (lasts ? ", duration: " + DurationText.format(duration) : "")
                + (kind.equals("pod-kill") ? ", grace: 0s" : "") + " }";
    }
}
