package dev.crossfire.fake;

import dev.crossfire.conductor.RunContext;
import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.evidence.Journal;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Scenario.AbortRule;
import dev.crossfire.model.Start;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.FakeEnvironment;
import dev.crossfire.testkit.FakeEnvironment.FakeProvider;
import dev.crossfire.testkit.FakeFault;
import dev.crossfire.time.TimeSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A plan of made-up faults under made-up traffic. */
public final class FakeRun {
    /** When a cohort of a simulated run is healthy. */
    public static final HealthCriteria HEALTHY =
            new HealthCriteria(Duration.ofSeconds(1), Ratio.parse("99%"), Duration.ofSeconds(5));

    /** From which nothing can be opened again. */
    public static final EnvironmentSource SOURCE = new EnvironmentSource("fake.yaml", "", null, Map.of());

    private FakeRun() {}

    /** One fault on the thing, at a moment after t = 0. */
    public static PlannedFault fault(String id, Duration at) {
        return fault(id, new Start.At(at));
    }

    /** One fault on the thing. */
    public static PlannedFault fault(String id, Start start) {
        FaultSpec spec = new FaultSpec(
                id,
                FakeFault.NAME,
                FakeEnvironment.THING.role(),
                new TargetSelection.All(),
                start,
                null,
                new FakeFault.Settings());
        Duration at = start instanceof Start.At moment ? moment.offset() : null;
        return new PlannedFault(spec, List.of(FakeEnvironment.THING), at, Duration.ofSeconds(5), null, 0);
    }

    /** A plan of some faults. */
    public static Plan plan(PlannedFault... faults) {
        Load load = new Load(
                "TicketOpen",
                Map.of(),
                FakeTraffic.WARM_UP,
                FakeTraffic.LENGTH,
                List.of(new Cohort("buyers", new Rate(100), List.of())));
        Scenario scenario = new Scenario(
                "made-up",
                "Nothing is broken",
                load,
                Map.of("buyers", HEALTHY),
                Duration.ofSeconds(3),
                Arrays.stream(faults).map(PlannedFault::spec).toList(),
                List.of());
        return new Plan(
                Plan.SCHEMA,
                "run-1",
                scenario,
                "fake",
                null,
                1,
                false,
                List.of(faults),
                new BlastRadius(1, 0, List.of("thing"), Duration.ofSeconds(5)),
                0,
                Map.of(),
                Map.of(),
                List.of());
    }

    /** The same plan with a reason to stop early. */
    public static Plan aborting(Plan plan, AbortRule rule) {
        return changed(
                plan, plan.scenario().load(), List.of(rule), plan.scenario().objectives());
    }

    /** The same plan with something to hold. */
    public static Plan asking(Plan plan, ObjectiveSpec... objectives) {
        return changed(plan, plan.scenario().load(), plan.scenario().abortWhen(), List.of(objectives));
    }

    /** The same plan under another load. */
    public static Plan under(Plan plan, Load load) {
        return changed(plan, load, plan.scenario().abortWhen(), plan.scenario().objectives());
    }

    private static Plan changed(Plan plan, Load load, List<AbortRule> abortWhen, List<ObjectiveSpec> objectives) {
        Scenario old = plan.scenario();
        Scenario scenario = new Scenario(
                old.name(),
                old.title(),
                load,
                old.healthy(),
                old.steadyState(),
                old.faults(),
                null,
                abortWhen,
                objectives);
        return new Plan(
                plan.schema(),
                plan.run(),
                scenario,
                plan.environment(),
                null,
                plan.seed(),
                false,
                plan.faults(),
                plan.blastRadius(),
                0,
                Map.of(),
                Map.of(),
                List.of());
    }

    /** The environment of such plans, open. */
    public static OpenEnvironment environment() {
        return new OpenEnvironment(
                new EnvironmentSpec(
                        "fake",
                        null,
                        false,
                        Limits.NONE,
                        Map.of("fake", new ProviderSettings<>(new FakeProvider.Settings()))),
                new FakeEnvironment(),
                SOURCE,
                null);
    }

    /** The plug-ins of such plans. */
    public static Kinds kinds(FakeFault fault) {
        return new Kinds(List.of(fault), List.of(), List.of(new FakeProvider()));
    }

    /** All of a run that shows no progress, may inject, and has no guardian. */
    public static RunContext context(Plan plan, FakeFault fault, Journal journal, TimeSource time) {
        return context(plan, fault, journal, time, ProgressListener.SILENT);
    }

    /** All of a run that may inject, and has no guardian. */
    public static RunContext context(
            Plan plan, FakeFault fault, Journal journal, TimeSource time, ProgressListener progress) {
        return new RunContext(
                plan, List.of(), environment(), kinds(fault), journal, time, progress, () -> null, atMost -> {});
    }
}
