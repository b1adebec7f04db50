package dev.crossfire.plan;

import dev.crossfire.model.DurationText;
import dev.crossfire.model.Guard;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Portion;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.plan.Radius.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds planned faults against everybody's limits; each is judged by itself, so the strictest wins. */
final class LimitCheck {
    private static final String NAMESPACE = "namespace";
    private final List<Guard> guards;
    private final Inventory inventory;
    private final boolean whole;
    private final List<Problem> problems = new ArrayList<>();

    /** @param inventory what is there now: shares are of that */
    LimitCheck(List<Guard> guards, Inventory inventory) {
        this(guards, inventory, true);
    }

    /** @param whole whether the inventory holds every target; if not, one stands for all of its role */
    LimitCheck(List<Guard> guards, Inventory inventory, boolean whole) {
        this.guards = List.copyOf(guards);
        this.inventory = inventory;
        this.whole = whole;
    }

    /** Everything that goes beyond a limit, each at the fault that is one too many. */
    List<Problem> check(List<PlannedFault> faults) {
        List<Together> moments = new Radius(faults).moments();
        for (Guard guard : guards) {
            atMost(guard, "targets", guard.limits().targets(), moments, Together::targets, " targets broken");
            atMost(guard, "zones", guard.limits().zones(), moments, Together::zones, " zones lost");
            pods(guard, moments);
            cost(guard, faults);
            for (PlannedFault fault : faults) {
                duration(guard, fault);
                kind(guard, fault);
                denied(guard, fault);
            }
        }
        return problems;
    }

    private void atMost(
            Guard guard,
            String key,
            @Nullable Integer limit,
            List<Together> moments,
            Function<Together, Set<String>> what,
            String broken) {
        if (limit == null) {
            return;
        }
        worst(moments, what).filter(worst -> what.apply(worst).size() > limit).ifPresent(worst -> {
            String found = what.apply(worst).size() + broken + " at one time" + by(worst, what);
            add(guard, key, Pointers.fault(worst.last().spec().id()) + "/target", found, "at most " + limit);
        });
    }

    /** The first moment at which no more is broken at any other, among those of faults that add to it. */
    private static Optional<Together> worst(List<Together> moments, Function<Together, Set<String>> what) {
        return moments.stream()
                .filter(moment -> adds(moment.last(), what))
                .reduce((first, second) ->
                        what.apply(second).size() > what.apply(first).size() ? second : first);
    }

    private static boolean adds(PlannedFault fault, Function<Together, Set<String>> what) {
        return !what.apply(new Together(fault, List.of(fault))).isEmpty();
    }

    private void pods(Guard guard, List<Together> moments) {
        @Nullable Portion limit = guard.limits().pods();
        if (limit == null || !whole) {
            return;
        }
        for (String role : inventory.roles()) {
            int all =
                    (int) inventory.inRole(role).stream().filter(Radius::isPod).count();
            int most = limit.of(all);
            Function<Together, Set<String>> broken = moment -> moment.pods(role);
            worst(moments, broken)
                    .filter(worst -> worst.pods(role).size() > most)
                    .ifPresent(worst -> {
                        String found = worst.pods(role).size() + " of " + all + " pods of " + role
                                + " broken at one time" + by(worst, broken);
                        String wanted = "at most " + most + (limit instanceof Portion.Share ? ", " + limit : "");
                        add(guard, "pods", Pointers.fault(worst.last().spec().id()) + "/target", found, wanted);
                    });
        }
    }

    private static String by(Together moment, Function<Together, Set<String>> what) {
        List<String> faults = moment.all().stream()
                .filter(fault -> adds(fault, what))
                .map(fault -> fault.spec().id())
                .toList();
        return faults.size() < 2 ? "" : " by " + String.join(" and ", faults);
    }

    private void cost(Guard guard, List<PlannedFault> faults) {
        @Nullable Double limit = guard.limits().costDollars();
        double cost = faults.stream().mapToDouble(PlannedFault::costDollars).sum();
        if (limit != null && cost > limit) {
            add(guard, "cost", "/faults", "a cost of " + dollars(cost), "at most " + dollars(limit));
        }
    }

    private void duration(Guard guard, PlannedFault fault) {
        @Nullable Duration limit = guard.limits().duration();
        if (limit != null && fault.longest().compareTo(limit) > 0) {
            String pointer = Pointers.fault(fault.spec().id());
            boolean given = fault.spec().duration() != null;
            String found = "a fault of up to " + DurationText.format(fault.longest());
            String at = given ? pointer + "/duration" : pointer;
            add(guard, "duration", at, found, "at most " + DurationText.format(limit));
        }
    }

    private void kind(Guard guard, PlannedFault fault) {
        @Nullable Set<String> kinds = guard.limits().kinds();
        String kind = fault.spec().kind();
        if (kinds != null && !kinds.contains(kind)) {
            String allowed = kinds.isEmpty() ? "no fault at all" : String.join(", ", new TreeSet<>(kinds));
            add(guard, "kinds", Pointers.fault(fault.spec().id()) + "/kind", "the fault kind '" + kind + "'", allowed);
        }
    }

    private void denied(Guard guard, PlannedFault fault) {
        Radius.touched(fault, inventory).stream()
                .sorted(Comparator.comparing(Target::id))
                .forEach(target -> denied(guard, fault, target));
    }

    private void denied(Guard guard, PlannedFault fault, Target target) {
        String pointer = Pointers.fault(fault.spec().id()) + "/target";
        @Nullable String namespace = target.tags().get(NAMESPACE);
        if (namespace != null && guard.limits().denied().namespaces().contains(namespace)) {
            String found = target.id() + " in the namespace " + namespace;
            add(guard, "deny", pointer, found, "a target in another namespace");
        }
        target.tags().forEach((key, value) -> {
            Set<String> tags = guard.limits().denied().tags();
            if (tags.contains(key) || tags.contains(key + "=" + value)) {
                String found = target.id() + ", which carries " + key + "=" + value;
                add(guard, "deny", pointer, found, "a target without that tag");
            }
        });
    }

    private void add(Guard guard, String key, String pointer, String found, String wanted) {
        problems.add(new Problem(pointer, found, wanted, guard.says(key)));
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f USD", amount);
    }
}
