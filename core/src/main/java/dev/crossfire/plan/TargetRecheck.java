package dev.crossfire.plan;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.Limits.LimitSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds, just before a fault is injected, what it is to hit, and whether that may be broken. Targets are those that were
 * planned; a pod that exists no more is replaced by another of its role, which the seed draws.
 */
public final class TargetRecheck {
    private final Plan plan;
    private final List<LimitSource> limits;

    /** @param limits all limits, as when the plan was made */
    public TargetRecheck(Plan plan, List<LimitSource> limits) {
        this.plan = plan;
        this.limits = List.copyOf(limits);
    }

    /**
     * What a fault is to hit.
     *
     * @param objections why it may not be injected, a sentence each; empty when it may
     * @param targets never more than were planned
     */
    public record CurrentTargets(List<String> objections, List<Target> targets) {
        public CurrentTargets {
            objections = List.copyOf(objections);
            targets = List.copyOf(targets);
        }
    }

    /**
     * Checks a fault against what there is.
     *
     * @param fault the fault's id
     * @param now the targets at this moment
     */
    public CurrentTargets against(String fault, Inventory now) {
        List<String> reasons = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        List<PlannedFault> faults = new ArrayList<>();
        for (PlannedFault planned : plan.faults()) {
            boolean due = planned.spec().id().equals(fault);
            PlannedFault fresh = fresh(planned, now, due ? reasons : new ArrayList<>());
            faults.add(fresh);
            if (due) {
                targets.addAll(fresh.targets());
            }
        }
        String pointer = Pointers.fault(fault);
        new LimitCheck(limits, now)
                .check(faults).stream()
                        .filter(problem -> problem.where().equals(pointer)
                                || problem.where().startsWith(pointer + "/"))
                        .map(Problem::sentence)
                        .forEach(reasons::add);
        return new CurrentTargets(reasons, targets);
    }

    private PlannedFault fresh(PlannedFault planned, Inventory now, List<String> reasons) {
        List<Target> targets = new ArrayList<>();
        List<Target> pods = new ArrayList<>();
        for (Target target : planned.targets()) {
            Optional<Target> found = now.inRole(target.role()).stream()
                    .filter(one -> one.type().equals(target.type()) && one.id().equals(target.id()))
                    .findFirst();
            if (found.isPresent()) {
                capable(target, found.get(), reasons);
                targets.add(found.get());
            } else if (target.capabilities().contains(Capability.PODS)) {
                pods.add(target);
            } else {
                reasons.add(target.id() + " does not play " + target.role() + " any longer");
                targets.add(target);
            }
        }
        replace(planned.spec(), pods, targets, now, reasons);
        targets.sort(Comparator.comparing(Target::id));
        return new PlannedFault(
                planned.spec(),
                targets,
                planned.at(),
                planned.longest(),
                planned.irreversible(),
                planned.costDollars(),
                OverlappingFaults.reach(planned.spec(), targets, now),
                planned.times(),
                planned.alsoHit());
    }

    /** A controller replaces its pods, so that those of the plan may have other names by now. */
    private void replace(
            FaultSpec spec, List<Target> ended, List<Target> targets, Inventory now, List<String> reasons) {
        List<Target> others = now.inRole(spec.role()).stream()
                .filter(one -> one.capabilities().contains(Capability.PODS) && !targets.contains(one))
                .sorted(Comparator.comparing(Target::id))
                .toList();
        int found = Math.min(ended.size(), others.size());
        targets.addAll(new SeededDraw(plan.seed()).some(others, found, spec.id()));
        boolean enough =
                found == ended.size() || (spec.selection() instanceof TargetSelection.All && !targets.isEmpty());
        if (!enough) {
            ended.stream()
                    .skip(found)
                    .forEach(one -> reasons.add(one.id() + " does not play " + one.role()
                            + " any longer, and no other pod does that is not a target already"));
        }
    }

    private static void capable(Target planned, Target now, List<String> reasons) {
        Set<Capability> missing = new TreeSet<>(planned.capabilities());
        missing.removeAll(now.capabilities());
        if (!missing.isEmpty()) {
            reasons.add(now.id() + " does not offer " + missing + " any longer");
        }
    }
}
