package dev.crossfire.plan;

import dev.crossfire.model.DurationText;
import dev.crossfire.model.EnvironmentSpec;
import dev.crossfire.model.Limits;
import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds a plan against what an environment lets be broken. */
final class LimitCheck {
    private final Limits limits;
    private final String whose;
    private final List<Problem> problems = new ArrayList<>();

    LimitCheck(EnvironmentSpec environment) {
        this.limits = environment.limits();
        this.whose = "the limit of environment " + environment.name();
    }

    List<Problem> check(List<PlannedFault> faults, BlastRadius radius, double costDollars) {
        atMost(radius.targets(), limits.targets(), "targets");
        atMost(radius.zones(), limits.zones(), "zones");
        @Nullable Double cost = limits.costDollars();
        if (cost != null && costDollars > cost) {
            add("/faults", "a cost of " + dollars(costDollars), "at most " + dollars(cost));
        }
        for (PlannedFault fault : faults) {
            duration(fault);
            kind(fault);
        }
        return problems;
    }

    private void atMost(int found, @Nullable Integer limit, String what) {
        if (limit != null && found > limit) {
            add("/faults", found + " " + what + " broken at one time", "at most " + limit);
        }
    }

    private void duration(PlannedFault fault) {
        @Nullable Duration limit = limits.duration();
        if (limit != null && fault.longest().compareTo(limit) > 0) {
            String pointer = Pointers.fault(fault.spec().id());
            boolean given = fault.spec().duration() != null;
            String found = "a fault of up to " + DurationText.format(fault.longest());
            add(given ? pointer + "/duration" : pointer, found, "at most " + DurationText.format(limit));
        }
    }

    private void kind(PlannedFault fault) {
        @Nullable Set<String> kinds = limits.kinds();
        String kind = fault.spec().kind();
        if (kinds != null && !kinds.contains(kind)) {
            String allowed = kinds.isEmpty() ? "no fault at all" : String.join(", ", new TreeSet<>(kinds));
            add(Pointers.fault(fault.spec().id()) + "/kind", "the fault kind '" + kind + "'", allowed);
        }
    }

    private void add(String pointer, String found, String wanted) {
        problems.add(new Problem(pointer, found, wanted, whose));
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f USD", amount);
    }
}
