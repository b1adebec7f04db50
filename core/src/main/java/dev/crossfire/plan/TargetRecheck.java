package dev.crossfire.plan;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.LimitSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks, just before a fault is injected, whether its targets are still as planned and may be broken. */
public final class TargetRecheck {
    private final Plan plan;
    private final List<LimitSource> guards;

    /** @param guards all limits, as when the plan was made */
    public TargetRecheck(Plan plan, List<LimitSource> guards) {
        this.plan = plan;
        this.guards = List.copyOf(guards);
    }

    /**
     * Why a fault may not be injected, a sentence each; empty when it may.
     *
     * @param fault the fault's id
     * @param now the targets at this moment
     */
    public List<String> against(String fault, Inventory now) {
        List<String> reasons = new ArrayList<>();
        List<PlannedFault> faults = new ArrayList<>();
        for (PlannedFault planned : plan.faults()) {
            boolean due = planned.spec().id().equals(fault);
            faults.add(fresh(planned, now, due ? reasons : new ArrayList<>()));
        }
        String pointer = Pointers.fault(fault);
        new LimitCheck(guards, now)
                .check(faults).stream()
                        .filter(problem -> problem.where().equals(pointer)
                                || problem.where().startsWith(pointer + "/"))
                        .map(Problem::sentence)
                        .forEach(reasons::add);
        return reasons;
    }

    private static PlannedFault fresh(PlannedFault planned, Inventory now, List<String> reasons) {
        List<Target> targets = new ArrayList<>();
        for (Target target : planned.targets()) {
            Optional<Target> found = now.inRole(target.role()).stream()
                    .filter(one -> one.id().equals(target.id()))
                    .findFirst();
            found.ifPresentOrElse(
                    one -> capable(target, one, reasons),
                    () -> reasons.add(target.id() + " does not play " + target.role() + " any longer"));
            targets.add(found.orElse(target));
        }
        return new PlannedFault(
                planned.spec(),
                targets,
                planned.at(),
                planned.longest(),
                planned.irreversible(),
                planned.costDollars(),
                OverlappingFaults.reach(planned.spec(), targets, now),
                planned.times());
    }

    private static void capable(Target planned, Target now, List<String> reasons) {
        Set<Capability> missing = new TreeSet<>(planned.capabilities());
        missing.removeAll(now.capabilities());
        if (!missing.isEmpty()) {
            reasons.add(now.id() + " does not offer " + missing + " any longer");
        }
    }
}
