package dev.crossfire.check;

import dev.crossfire.environment.CombinedEnvironment;
import dev.crossfire.environment.UnreachableEnvironment;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.plan.PlanRequest;
import dev.crossfire.plan.Planner;
import dev.crossfire.plan.Planner.PlanningResult;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.DeclaredSettings;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks a scenario against an environment's settings, before it is opened. */
public final class EnvironmentCheck {
    private static final String REPLICAS = "/metrics/replicas";

    private final Kinds kinds;
    private final EnvironmentSpec spec;
    /** Targets whose provider their types do not tell. */
    private final List<Problem> foreign = new ArrayList<>();

    private final @Nullable DeclaredSettings declared;

    /** A check against an environment; one whose settings declare nothing is not checked. */
    public EnvironmentCheck(Kinds kinds, EnvironmentSpec spec) {
        this.kinds = kinds;
        this.spec = spec;
        this.declared = declared(kinds, spec, foreign);
    }

    /**
     * The result.
     *
     * @param ofScenario what keeps the scenario from being run there, by JSON pointers into the scenario
     * @param ofEnvironment what the environment lacks for it, by JSON pointers into the environment's file
     * @param draft the plan as far as it is known; null when there is a problem or nothing is known
     * @param whole whether the draft names every target
     */
    public record EnvironmentFindings(
            List<Problem> ofScenario,
            List<Problem> ofEnvironment,
            @Nullable Plan draft,
            boolean whole) {
        public EnvironmentFindings {
            ofScenario = List.copyOf(ofScenario);
            ofEnvironment = List.copyOf(ofEnvironment);
        }
    }

    /** What all providers declare; null when one of them declares nothing. */
    private static @Nullable DeclaredSettings declared(Kinds kinds, EnvironmentSpec spec, List<Problem> foreign) {
        List<Inventory> inventories = new ArrayList<>();
        Map<String, String> unprobed = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        boolean complete = true;
        for (String name : spec.providers().keySet()) {
            DeclaredSettings one = declared(kinds.provider(name).orElseThrow(), spec);
            if (one == null) {
                return null;
            }
            inventories.add(one.inventory());
            unprobed.putAll(one.unprobed());
            problems.addAll(one.problems());
            if (spec.providers().size() > 1) {
                CombinedEnvironment.foreignTypes(name, one.inventory())
                        .ifPresent(found ->
                                foreign.add(new Problem("/" + name, found, CombinedEnvironment.ownTypes(name), null)));
            }
            complete &= one.complete();
        }
        Inventory inventory = CombinedEnvironment.joined(spec.name(), inventories);
        return new DeclaredSettings(inventory, unprobed, complete, problems);
    }

    private static <S, R> @Nullable DeclaredSettings declared(
            EnvironmentProvider<S, R> provider, EnvironmentSpec spec) {
        return provider.declared(spec, provider.partOf(spec));
    }

    /**
     * Plans as far as that goes.
     *
     * @param request makes the request for a plan against an inventory
     */
    public EnvironmentFindings of(Function<Inventory, PlanRequest> request) {
        DeclaredSettings known = declared;
        if (known == null) {
            return new EnvironmentFindings(List.of(), List.of(), null, false);
        }
        if (!foreign.isEmpty()) {
            return new EnvironmentFindings(List.of(), foreign, null, false);
        }
        PlanRequest resolved = request.apply(known.inventory());
        PlanningResult planning = known.complete() ? Planner.plan(resolved) : Planner.draft(resolved);
        List<Problem> problems = new ArrayList<>(planning.problems());
        planning.plan()
                .map(plan -> new FaultChecks(
                                kinds,
                                new UnreachableEnvironment(
                                        known.inventory(),
                                        new SystemTime(),
                                        "environment " + spec.name() + " is not open"))
                        .knownMismatches(plan))
                .ifPresent(problems::addAll);
        List<Problem> lacking = new ArrayList<>(known.problems());
        if (!resolved.faultsDisabled()) {
            lacking.addAll(unprobed(known, resolved.scenario().faults()));
        }
        lacking.addAll(uncounted(known.inventory()));
        Plan draft = problems.isEmpty() && lacking.isEmpty() ? planning.plan().orElse(null) : null;
        return new EnvironmentFindings(problems, lacking, draft, known.complete());
    }

    /** A fault is confirmed from the outside, so what it hits must be visible. */
    private static List<Problem> unprobed(DeclaredSettings declared, List<FaultSpec> faults) {
        Map<String, List<FaultSpec>> byRole = faults.stream().collect(Collectors.groupingBy(FaultSpec::role));
        List<Problem> problems = new ArrayList<>();
        declared.unprobed().forEach((role, pointer) -> {
            List<FaultSpec> needing = byRole.getOrDefault(role, List.of());
            if (!needing.isEmpty()) {
                String by = needing.stream().map(FaultSpec::id).collect(Collectors.joining(", "));
                problems.add(Problem.missing(
                        pointer, "probe at the role " + role, "how to see it from here", by + " is confirmed by it"));
            }
        });
        return problems;
    }

    /** Pods are counted by the role that the environment's metrics name. */
    private List<Problem> uncounted(Inventory inventory) {
        @Nullable
        String role = spec.observability().metrics() == null
                ? null
                : spec.observability().metrics().replicas();
        if (role == null
                || inventory.inRole(role).stream()
                        .map(Target::capabilities)
                        .anyMatch(capabilities -> capabilities.contains(Capability.PODS))) {
            return List.of();
        }
        List<String> pods = inventory.targets().stream()
                .filter(target -> target.capabilities().contains(Capability.PODS))
                .map(Target::role)
                .distinct()
                .toList();
        String expected =
                pods.isEmpty() ? "no key: no role here has pods" : "a role of pods: " + String.join(", ", pods);
        return List.of(new Problem(REPLICAS, "the role '" + role + "' without pods", expected, null));
    }
}
