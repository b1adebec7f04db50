package dev.crossfire.plan;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.model.quantity.CountOrShare;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.plan.OverlappingFaults.Together;
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

/** Checks planned faults against all limits; each limit is checked by itself, so the strictest wins. */
final class LimitCheck {
    private static final String NAMESPACE = "namespace";
    private final List<LimitSource> limits;
    private final Inventory inventory;
    private final boolean whole;
    private final List<Problem> problems = new ArrayList<>();

    /** @param inventory what is there now: shares are of that */
    LimitCheck(List<LimitSource> limits, Inventory inventory) {
        this(limits, inventory, true);
    }

    /** @param whole whether the inventory holds every target; if not, one stands for all of its role */
    LimitCheck(List<LimitSource> limits, Inventory inventory, boolean whole) {
        this.limits = List.copyOf(limits);
        this.inventory = inventory;
        this.whole = whole;
    }

    /** Everything that goes beyond a limit, each at the fault that is one too many. */
    List<Problem> check(List<PlannedFault> faults) {
        List<Together> moments = new OverlappingFaults(faults).moments();
        for (LimitSource limitSource : limits) {
            atMost(
                    limitSource,
                    "targets",
                    limitSource.limits().targets(),
                    moments,
                    Together::targets,
                    " targets broken");
            atMost(limitSource, "zones", limitSource.limits().zones(), moments, Together::zones, " zones lost");
            pods(limitSource, moments);
            cost(limitSource, faults);
            for (PlannedFault fault : faults) {
                duration(limitSource, fault);
                kind(limitSource, fault);
                denied(limitSource, fault);
            }
        }
        return problems;
    }

    private void atMost(
            LimitSource limitSource,
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
            add(limitSource, key, Pointers.fault(worst.last().spec().id()) + "/target", found, "at most " + limit);
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

    private void pods(LimitSource limitSource, List<Together> moments) {
        @Nullable CountOrShare limit = limitSource.limits().pods();
        if (limit == null || !whole) {
            return;
        }
        for (String role : inventory.roles()) {
            int all = (int) inventory.inRole(role).stream()
                    .filter(OverlappingFaults::isPod)
                    .count();
            int most = limit.of(all);
            Function<Together, Set<String>> broken = moment -> moment.pods(role);
            worst(moments, broken)
                    .filter(worst -> worst.pods(role).size() > most)
                    .ifPresent(worst -> {
                        String found = worst.pods(role).size() + " of " + all + " pods of " + role
                                + " broken at one time" + by(worst, broken);
                        String expected = "at most " + most + (limit instanceof CountOrShare.Share ? ", " + limit : "");
                        add(
                                limitSource,
                                "pods",
                                Pointers.fault(worst.last().spec().id()) + "/target",
                                found,
                                expected);
                    });
        }
    }

    private static String by(Together moment, Function<Together, Set<String>> what) {
        List<String> faults = moment.all().stream()
                .filter(fault -> adds(fault, what))
                .map(fault -> fault.spec().id())
                .toList();
        return faults.size() < 2 ? "" : " (" + String.join(", ", faults) + ")";
    }

    private void cost(LimitSource limitSource, List<PlannedFault> faults) {
        @Nullable Double limit = limitSource.limits().costDollars();
        double cost = faults.stream().mapToDouble(PlannedFault::costDollars).sum();
        // Prices are products of binary fractions: 3 times 0.1 is more than 0.3, and a limit is written in cents.
        if (limit != null && Math.round(cost * 100) > Math.round(limit * 100)) {
            add(limitSource, "cost", "/faults", "a cost of " + dollars(cost), "at most " + dollars(limit));
        }
    }

    private void duration(LimitSource limitSource, PlannedFault fault) {
        @Nullable Duration limit = limitSource.limits().duration();
        if (limit != null && fault.longest().compareTo(limit) > 0) {
            String pointer = Pointers.fault(fault.spec().id());
            boolean given = fault.spec().duration() != null;
            String found = "a fault of up to " + DurationText.format(fault.longest());
            String at = given ? pointer + "/duration" : pointer;
            add(limitSource, "duration", at, found, "at most " + DurationText.format(limit));
        }
    }

    private void kind(LimitSource limitSource, PlannedFault fault) {
        @Nullable Set<String> kinds = limitSource.limits().kinds();
        String kind = fault.spec().kind();
        if (kinds != null && !kinds.contains(kind)) {
            String allowed = kinds.isEmpty() ? "no fault at all" : String.join(", ", new TreeSet<>(kinds));
            add(
                    limitSource,
                    "kinds",
                    Pointers.fault(fault.spec().id()) + "/kind",
                    "the fault kind '" + kind + "'",
                    allowed);
        }
    }

    private void denied(LimitSource limitSource, PlannedFault fault) {
        OverlappingFaults.touched(fault, inventory).stream()
                .sorted(Comparator.comparing(Target::id))
                .forEach(target -> denied(limitSource, fault, target));
    }

    private void denied(LimitSource limitSource, PlannedFault fault, Target target) {
        String pointer = Pointers.fault(fault.spec().id()) + "/target";
        @Nullable String namespace = target.tags().get(NAMESPACE);
        if (namespace != null && limitSource.limits().denied().namespaces().contains(namespace)) {
            String found = target.id() + " in the namespace " + namespace;
            add(limitSource, "deny", pointer, found, "a target in another namespace");
        }
        target.tags().forEach((key, value) -> {
            Set<String> tags = limitSource.limits().denied().tags();
            if (tags.contains(key) || tags.contains(key + "=" + value)) {
                String found = target.id() + " with the tag " + key + "=" + value;
                add(limitSource, "deny", pointer, found, "a target without that tag");
            }
        });
    }

    private void add(LimitSource limitSource, String key, String pointer, String found, String expected) {
        problems.add(new Problem(pointer, found, expected, limitSource.says(key)));
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f USD", amount);
    }
}
