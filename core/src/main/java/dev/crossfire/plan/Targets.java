package dev.crossfire.plan;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the targets that a fault hits, and checks whether they have the needed capabilities.
 *
 * @param whole whether the inventory holds every target; if not, one stands for all of its role
 */
record Targets(Inventory inventory, SeededDraw pick, boolean whole, List<Problem> problems) {
    /** The targets, sorted by id; empty after noting why there are none. */
    List<Target> resolve(FaultSpec spec, FaultKind<?> kind) {
        List<Target> candidates = inventory.inRole(spec.role()).stream()
                .sorted(Comparator.comparing(Target::id))
                .toList();
        if (candidates.isEmpty()) {
            missing(spec);
            return List.of();
        }
        for (Target target : candidates) {
            capable(spec, kind, target);
        }
        return whole ? selected(spec, candidates) : candidates;
    }

    private void missing(FaultSpec spec) {
        List<String> roles = inventory.roles();
        String expected = roles.isEmpty()
                ? "a role of environment " + inventory.environment() + ", which has no roles"
                : "a role of environment " + inventory.environment() + ": " + String.join(", ", roles);
        problem(spec, "/target/role", "the role '" + spec.role() + "'", expected, null);
    }

    private void capable(FaultSpec spec, FaultKind<?> kind, Target target) {
        Set<Capability> missing = new TreeSet<>(kind.uses(spec.settings()));
        missing.removeAll(target.capabilities());
        if (!missing.isEmpty()) {
            String found = target.id() + " with "
                    + (target.capabilities().isEmpty() ? "no capability" : names(target.capabilities()));
            problem(
                    spec,
                    "/target/role",
                    found,
                    "a target with " + names(missing),
                    "a " + kind.description().name() + " needs it");
        }
    }

    private List<Target> selected(FaultSpec spec, List<Target> candidates) {
        TargetSelection selection = spec.selection();
        if (selection instanceof TargetSelection.Count count) {
            if (count.count() > candidates.size()) {
                String expected = "at most " + candidates.size() + ", as many as play " + spec.role();
                problem(spec, "/target/select/count", "the number " + count.count(), expected, null);
                return candidates;
            }
            return drawn(spec, candidates, count.count());
        }
        if (selection instanceof TargetSelection.Share share) {
            // A product such as 0.3 × 10 falls a hair short of its whole number.
            int some = (int) Math.floor(share.share().value() * candidates.size() + 1e-9);
            if (some == 0) {
                String found = share.share() + " of " + candidates.size() + ", less than one target";
                problem(spec, "/target/select/share", found, "a share of at least one target", null);
                return candidates;
            }
            return drawn(spec, candidates, some);
        }
        return candidates;
    }

    private List<Target> drawn(FaultSpec spec, List<Target> candidates, int some) {
        return pick.some(candidates, some, spec.id()).stream()
                .sorted(Comparator.comparing(Target::id))
                .toList();
    }

    private static String names(Collection<Capability> capabilities) {
        return String.join(", ", capabilities.stream().map(Capability::name).toList());
    }

    private void problem(FaultSpec spec, String under, String found, String expected, @Nullable String hint) {
        problems.add(new Problem(Pointers.fault(spec.id()) + under, found, expected, hint));
    }
}
