package dev.crossfire.plan;

import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.ClusterIdentity;
import dev.crossfire.model.quantity.DurationText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists what has changed since a plan was approved, a sentence each. */
public final class PlanDiff {
    private final List<String> sentences = new ArrayList<>();

    private PlanDiff() {}

    /**
     * Compares the approved plan with the same scenario's plan now; empty when a run would do exactly that.
     *
     * <p>Addresses may differ, because a lab has new ones every time; what is hit may not.
     */
    public static List<String> between(Plan approved, Plan now) {
        PlanDiff planDiff = new PlanDiff();
        planDiff.compare("the environment", approved.environment(), now.environment());
        planDiff.cluster(approved.cluster(), now.cluster());
        planDiff.compare("control run", approved.faultsDisabled(), now.faultsDisabled());
        planDiff.compare("the version of Crossfire", version(approved), version(now));
        planDiff.compare("the plug-ins", plugins(approved), plugins(now));
        Map<String, PlannedFault> then = byId(approved);
        Map<String, PlannedFault> today = byId(now);
        then.forEach((id, fault) -> {
            @Nullable PlannedFault other = today.get(id);
            if (other == null) {
                planDiff.sentences.add(id + ": approved, but would not be injected now");
            } else {
                planDiff.fault(fault, other);
            }
        });
        today.keySet().stream()
                .filter(id -> !then.containsKey(id))
                .forEach(id -> planDiff.sentences.add(id + ": not approved, but would be injected now"));
        return List.copyOf(planDiff.sentences);
    }

    /** A jar may lie elsewhere on another machine. */
    private static String plugins(Plan plan) {
        return plan.plugins().stream()
                .map(plugin -> plugin.name() + " " + plugin.version())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** A context may be called otherwise on another machine; the server, the cluster and the namespace may not. */
    private void cluster(@Nullable ClusterIdentity approved, @Nullable ClusterIdentity now) {
        if (approved == null || now == null) {
            compare("the cluster", approved, now);
            return;
        }
        compare("the API server", approved.server(), now.server());
        compare("the cluster's uid", approved.uid(), now.uid());
        compare("the namespace", approved.namespace(), now.namespace());
    }

    private void fault(PlannedFault approved, PlannedFault now) {
        String id = approved.spec().id();
        compare(id + ": what it does", approved.spec(), now.spec());
        compare(id + ": when it begins", approved.at(), now.at());
        compare(
                id + ": how long it may last",
                DurationText.format(approved.longest()),
                DurationText.format(now.longest()));
        compare(id + ": whether it is irreversible", approved.irreversible(), now.irreversible());
        compare(id + ": its cost in US dollars", approved.costDollars(), now.costDollars());
        compare(id + ": how often it acts", approved.times(), now.times());
        if (approved.spec().settings().roams()) {
            compare(id + ": what it may hit", ids(approved.reach()), ids(now.reach()));
        }
        targets(id, "a target", approved.targets(), now.targets());
        targets(id, "a resource that it also hits", approved.alsoHit(), now.alsoHit());
    }

    private void targets(String id, String part, List<Target> approved, List<Target> now) {
        Map<String, Target> then = byTarget(approved);
        Map<String, Target> today = byTarget(now);
        then.forEach((target, what) -> {
            @Nullable Target other = today.get(target);
            if (other == null) {
                sentences.add(id + ": " + target + " was approved as " + part + " and is not one now");
            } else {
                target(id, what, other);
            }
        });
        today.keySet().stream()
                .filter(target -> !then.containsKey(target))
                .forEach(target -> sentences.add(id + ": " + target + " would be " + part + " and was not approved"));
    }

    private void target(String fault, Target approved, Target now) {
        String name = fault + ": " + approved.id();
        compare(name + ": its type", approved.type(), now.type());
        compare(name + ": its zone", approved.zone(), now.zone());
        compare(name + ": its tags", approved.tags(), now.tags());
    }

    private void compare(String what, @Nullable Object approved, @Nullable Object now) {
        if (!Objects.equals(approved, now)) {
            sentences.add(what + ": approved " + approved + ", found " + now);
        }
    }

    private static Map<String, PlannedFault> byId(Plan plan) {
        Map<String, PlannedFault> byId = new LinkedHashMap<>();
        plan.faults().forEach(fault -> byId.put(fault.spec().id(), fault));
        return byId;
    }

    private static Map<String, Target> byTarget(List<Target> targets) {
        Map<String, Target> byId = new LinkedHashMap<>();
        targets.forEach(target -> byId.put(target.id(), target));
        return byId;
    }

    private static List<String> ids(List<Target> targets) {
        return targets.stream().map(Target::id).sorted().toList();
    }

    private static String version(Plan plan) {
        return String.valueOf(plan.versions().get("crossfire"));
    }
}
