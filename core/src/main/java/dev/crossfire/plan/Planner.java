package dev.crossfire.plan;

import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Start;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.DurationLimit;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves a scenario against an environment; refuses what does not fit with every problem at once. */
public final class Planner {
    private final PlanRequest request;
    private final Map<String, FaultEstimate> estimates;
    private final boolean whole;
    private final SeededDraw pick;
    private final List<Problem> problems = new ArrayList<>();

    private Planner(PlanRequest request, Map<String, FaultEstimate> estimates, boolean whole) {
        this.request = request;
        this.estimates = estimates;
        this.whole = whole;
        this.pick = new SeededDraw(request.seed());
    }

    /** Plans; the same request gives the same plan. */
    public static PlanningResult plan(PlanRequest request) {
        return plan(request, Map.of());
    }

    /**
     * Plans with what the opened environment says of faults.
     *
     * @param estimates by the fault's id; of the others its providers are asked
     */
    public static PlanningResult plan(PlanRequest request, Map<String, FaultEstimate> estimates) {
        return new Planner(request, estimates, true).plan();
    }

    /**
     * Plans as far as that is possible before the environment is queried: in the inventory, one target stands for all
     * that play its role. Steps that need their number are left to {@link #plan}.
     */
    public static PlanningResult draft(PlanRequest request) {
        return new Planner(request, Map.of(), false).plan();
    }

    private PlanningResult plan() {
        List<PlannedFault> faults = new ArrayList<>();
        for (FaultSpec spec : pick.faults(request.scenario())) {
            Optional<FaultKind<?>> kind = request.kinds().fault(spec.kind());
            if (kind.isEmpty()) {
                String known = String.join(", ", request.kinds().faultNames());
                problem(spec, "/kind", "the fault kind '" + spec.kind() + "'", "one of: " + known);
            } else {
                faults.add(planned(spec, kind.get()));
            }
        }
        faults.forEach(fault -> waits(fault, faults));
        BlastRadius blastRadius = request.faultsDisabled() ? NOTHING : OverlappingFaults.blastRadius(faults);
        double cost = faults.stream().mapToDouble(PlannedFault::costDollars).sum();
        if (!request.faultsDisabled()) {
            problems.addAll(new LimitCheck(request.limits(), request.inventory(), whole).check(faults));
        }
        return problems.isEmpty()
                ? new PlanningResult(Optional.of(warned(made(faults, blastRadius, cost))), List.of())
                : new PlanningResult(Optional.empty(), problems);
    }

    private static final BlastRadius NOTHING = new BlastRadius(0, 0, List.of(), Duration.ZERO);

    private PlannedFault planned(FaultSpec spec, FaultKind<?> kind) {
        List<Target> targets = new Targets(request.inventory(), pick, whole, problems).resolve(spec, kind);
        lasts(spec, targets);
        FaultEstimate estimate =
                request.faultsDisabled() || targets.isEmpty() ? FaultEstimate.FREE : estimate(spec, kind, targets);
        estimate.objections()
                .forEach(objection -> problems.add(new Problem(
                        Pointers.fault(spec.id()) + "/target",
                        objection.found(),
                        objection.expected(),
                        objection.hint())));
        return new PlannedFault(
                spec,
                targets,
                pick.start(spec),
                kind.maxDuration(spec),
                kind.description().irreversible(),
                estimate.costDollars(),
                OverlappingFaults.reach(spec, targets, request.inventory()),
                spec.settings().times(),
                OverlappingFaults.inLostZones(targets, request.inventory()));
    }

    private FaultEstimate estimate(FaultSpec spec, FaultKind<?> kind, List<Target> targets) {
        FaultEstimate queried = estimates.get(spec.id());
        return queried != null
                ? queried
                : byProvider(targets).entrySet().stream()
                        .map(part -> part.getKey().estimate(spec, kind.uses(spec.settings()), part.getValue()))
                        .reduce(FaultEstimate.FREE, FaultEstimate::plus);
    }

    private Map<EnvironmentProvider<?, ?>, List<Target>> byProvider(List<Target> targets) {
        Map<EnvironmentProvider<?, ?>, List<Target>> parts = new LinkedHashMap<>();
        for (Target target : targets) {
            request.kinds()
                    .provider(request.environment().providerOf(target.type()))
                    .ifPresent(provider -> parts.computeIfAbsent(provider, first -> new ArrayList<>())
                            .add(target));
        }
        return parts;
    }

    /** What the environment would refuse when the load has been running for a while. */
    private void lasts(FaultSpec spec, List<Target> targets) {
        Duration duration = spec.duration();
        for (EnvironmentProvider<?, ?> provider : byProvider(targets).keySet()) {
            DurationLimit span = durationLimit(provider, request.environment());
            if (duration != null && span != null && !span.holds(duration)) {
                String expected = DurationText.format(span.shortest()) + " to " + DurationText.format(span.longest());
                problems.add(new Problem(
                        Pointers.fault(spec.id()) + "/duration",
                        DurationText.format(duration),
                        expected,
                        span.whose()));
            }
        }
    }

    private static <S, R> @Nullable DurationLimit durationLimit(
            EnvironmentProvider<S, R> provider, EnvironmentSpec environment) {
        return provider.durationLimit(provider.partOf(environment).settings());
    }

    /** An edited plan may wait for what never comes; a run must not. */
    private void waits(PlannedFault waiting, List<PlannedFault> faults) {
        PlannedFault at = waiting;
        for (int i = 0; i <= faults.size(); i++) {
            if (!(at.spec().start() instanceof Start.After after)) {
                return;
            }
            Optional<PlannedFault> next = faults.stream()
                    .filter(fault -> fault.spec().id().equals(after.fault()))
                    .findFirst();
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
        }
        String found = "a fault that waits for a moment that never comes";
        problem(waiting.spec(), "/after/fault", found, "a fault of this run to wait for");
    }

    private Plan made(List<PlannedFault> faults, BlastRadius blastRadius, double cost) {
        return new Plan(
                Plan.SCHEMA,
                request.run(),
                request.scenario(),
                request.environment().name(),
                request.environment().baseUrl(),
                request.seed(),
                request.faultsDisabled(),
                faults,
                blastRadius,
                cost,
                request.origins(),
                request.versions(),
                List.of(),
                null,
                SystemUnderTestAddress.of(
                        request.environment(), request.scenario().load(), request.ownSimulation()),
                null,
                List.of(),
                List.of());
    }

    private Plan warned(Plan plan) {
        return plan.warned(
                FeasibilityWarnings.warnings(plan, request.environment().observability(), request.kinds()));
    }

    private void problem(FaultSpec spec, String under, String found, String expected) {
        problems.add(new Problem(Pointers.fault(spec.id()) + under, found, expected, null));
    }

    /**
     * The result of planning.
     *
     * @param plan present exactly when there is no problem
     * @param problems every problem, each at a JSON pointer into the scenario
     */
    public record PlanningResult(Optional<Plan> plan, List<Problem> problems) {
        public PlanningResult {
            problems = List.copyOf(problems);
        }
    }
}
