package dev.crossfire.plan;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.RunClock;
import dev.crossfire.testkit.PlannedFaultKind;
import dev.crossfire.testkit.PlannedObjectiveKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sale to plan: one cohort with a spike, one objective, and a fault kind that lasts 20 s at 10 cents a target. */
final class Sale {
    static final Capability BREAKABLE = new Capability("breakable");
    private static final Duration LASTS = Duration.ofSeconds(20);

    private Sale() {}

    record Settings(Duration delay) implements FaultSettings {}

    record Asked(String cohort, Duration atMost) implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost);
        }
    }

    record Nowhere() {}

    static Start at(int seconds) {
        return new Start.At(Duration.ofSeconds(seconds));
    }

    static FaultSpec fault(String id, String kind, String role, Start start, TargetSelection selection) {
        return new FaultSpec(id, kind, role, selection, start, null, new Settings(Duration.ofMillis(100)));
    }

    static Target target(String role, String id, @Nullable String zone) {
        return new Target(role, "type", id, zone, Set.of(BREAKABLE), Map.of());
    }

    static Target zone(String name) {
        return new Target("zone-" + name, "test:zone", "zone/" + name, name, Set.of(BREAKABLE), Map.of());
    }

    static Target pod(String id, String zone, Map<String, String> tags) {
        return new Target("shop", "pod", id, zone, Set.of(BREAKABLE, Capability.PODS), tags);
    }

    static PlanRequest request(List<FaultSpec> faults, List<Target> targets) {
        return new PlanRequest(
                "run-1",
                scenario(faults),
                new EnvironmentSpec(
                        "test", null, false, Limits.NONE, Map.of("test", new ProviderSettings<>(new Nowhere()))),
                List.of(),
                new Inventory("test", List.of("a", "b", "c"), targets),
                kinds(),
                7,
                false,
                Map.of("/load/duration", "sale.yaml:7", "/faults/f/at", "overlay test sale.yaml:31"),
                Map.of("crossfire", "0"),
                false);
    }

    static PlanRequest limited(PlanRequest request, Limits limits) {
        EnvironmentSpec old = request.environment();
        return in(request, new EnvironmentSpec(old.name(), null, false, limits, old.providers()));
    }

    static PlanRequest seeded(PlanRequest request, long seed) {
        return with(
                request, request.scenario(), request.environment(), request.policy(), seed, request.faultsDisabled());
    }

    static PlanRequest control(PlanRequest request) {
        return with(request, request.scenario(), request.environment(), request.policy(), request.seed(), true);
    }

    static PlanRequest policed(PlanRequest request, LimitSource policy) {
        return with(
                request,
                request.scenario(),
                request.environment(),
                List.of(policy),
                request.seed(),
                request.faultsDisabled());
    }

    static PlanRequest in(PlanRequest request, EnvironmentSpec environment) {
        return with(
                request, request.scenario(), environment, request.policy(), request.seed(), request.faultsDisabled());
    }

    /** The same, with a list of what the system holds. */
    static PlanRequest listing(PlanRequest request, @Nullable LedgerSpec ledger) {
        Scenario all = request.scenario();
        return with(request, all.load(), all.pick(), ledger);
    }

    /** The same under a simulation that sets its rates itself. */
    static PlanRequest ofOwnRates(PlanRequest request) {
        Scenario all = request.scenario();
        Load load = all.load();
        return with(
                request,
                new Load("org.example.Sale", load.parameters(), load.warmUp(), load.duration(), List.of()),
                all.pick(),
                all.ledger());
    }

    /** The same, of whose faults so many are drawn. */
    static PlanRequest drawing(PlanRequest request, int pick) {
        Scenario all = request.scenario();
        return with(request, all.load(), pick, all.ledger());
    }

    static Kinds kinds() {
        return new Kinds(List.of(breaking()), List.of(asking()), List.of(new Charging()));
    }

    private static PlanRequest with(
            PlanRequest request, Load load, @Nullable Integer pick, @Nullable LedgerSpec ledger) {
        Scenario all = request.scenario();
        Scenario changed = new Scenario(
                all.name(),
                all.title(),
                load,
                all.healthy(),
                all.steadyState(),
                all.faults(),
                pick,
                all.abortWhen(),
                all.objectives(),
                ledger);
        return with(
                request, changed, request.environment(), request.policy(), request.seed(), request.faultsDisabled());
    }

    private static PlanRequest with(
            PlanRequest request,
            Scenario scenario,
            EnvironmentSpec environment,
            List<LimitSource> policy,
            long seed,
            boolean faultsDisabled) {
        return new PlanRequest(
                request.run(),
                scenario,
                environment,
                policy,
                request.inventory(),
                request.kinds(),
                seed,
                faultsDisabled,
                request.origins(),
                request.versions(),
                request.ownSimulation());
    }

    private static Scenario scenario(List<FaultSpec> faults) {
        Spike spike = new Spike(Duration.ofSeconds(15), new Rate(400), Duration.ofSeconds(2), Duration.ofSeconds(50));
        Load load = new Load(
                "TicketOpen",
                Map.of("event", "42"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(85),
                List.of(new Cohort("buyers", new Rate(20), List.of(spike))));
        HealthCriteria healthy = new HealthCriteria(Duration.ofSeconds(1), new Ratio(0.99), Duration.ofSeconds(10));
        return new Scenario(
                "sale",
                "A sale",
                load,
                Map.of("buyers", healthy),
                Duration.ofSeconds(5),
                faults,
                List.of(new ObjectiveSpec("o", "ask", new Asked("buyers", Duration.ofSeconds(10)))));
    }

    private static FaultKind<Settings> breaking() {
        return new PlannedFaultKind<>(
                new FaultDescription<>(
                        "break",
                        "breaks",
                        Settings.class,
                        Set.of(BREAKABLE),
                        FaultDescription.DurationRule.NONE,
                        "what breaks stays broken",
                        "is never confirmed",
                        "is never healed"),
                LASTS);
    }

    private static ObjectiveKind<Asked> asking() {
        return new PlannedObjectiveKind<>(
                ObjectiveDescription.of("ask", Asked.class).summary("asks"),
                List.of("too few requests to show anything"));
    }

    /** Charges 10 cents a target. */
    private static final class Charging implements EnvironmentProvider<Nowhere, NoRole> {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public String summary() {
            return "charges";
        }

        @Override
        public Class<Nowhere> settings() {
            return Nowhere.class;
        }

        @Override
        public Class<NoRole> role() {
            return NoRole.class;
        }

        @Override
        public FaultEstimate estimate(FaultSpec fault, Set<Capability> uses, List<Target> targets) {
            boolean priced = uses.equals(Set.of(BREAKABLE)) && fault.duration() == null;
            return new FaultEstimate(priced ? targets.size() / 10.0 : -1, List.of());
        }

        @Override
        public Environment open(EnvironmentSpec environment, ProviderSettings<Nowhere, NoRole> own, RunClock clock) {
            throw new UnsupportedOperationException("planning opens nothing");
        }
    }
}
