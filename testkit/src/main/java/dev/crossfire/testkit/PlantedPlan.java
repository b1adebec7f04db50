package dev.crossfire.testkit;

import dev.crossfire.evidence.SettingsTypes;
import dev.crossfire.judge.objective.PostFaultImpact;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.ExpectedEffect;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is planned of a {@link PlantedRun}: buyers and browsers at the rates that they send, unless others are planned. */
abstract class PlantedPlan {
    private record OutageSettings() implements FaultSettings {}

    /** The settings in its plan. */
    static final SettingsTypes TYPES = new SettingsTypes() {
        @Override
        public Optional<Class<? extends FaultSettings>> ofFault(String kind) {
            return Optional.of(OutageSettings.class);
        }

        @Override
        public Optional<Class<? extends ObjectiveSettings>> ofObjective(String kind) {
            return Kinds.load().ofObjective(kind);
        }
    };

    /** The rate of a cohort that sends nothing and for which nothing is planned. */
    private static final double IDLE_RATE = 60;

    private final List<Plan.PlannedFault> faults = new ArrayList<>();
    private final List<ObjectiveSpec> objectives = new ArrayList<>();
    private final List<Spike> spikes = new ArrayList<>();
    private final Map<String, Double> rates = new HashMap<>();
    private final List<String> healthRules = new ArrayList<>(List.of(PlantedRun.BUYERS, PlantedRun.BROWSERS));
    private Ratio ratio = new Ratio(0.99);
    private boolean control;
    private @Nullable ExpectedEffect expect;
    private @Nullable LedgerSpec ledger;

    abstract PlantedRun self();

    /** The requests that were sent. */
    abstract PlantedRequests sent();

    /** Plans a fault without anything in the journal: it was never injected. */
    public PlantedRun planned(String id, double second) {
        Duration at = PlantedRun.duration(second);
        FaultSpec spec = new FaultSpec(
                id, "outage", "db", new TargetSelection.All(), new Start.At(at), null, new OutageSettings(), expect);
        faults.add(new Plan.PlannedFault(spec, List.of(), at, Duration.ofMinutes(1), null, 0));
        return self();
    }

    /** What faults planned from here on are expected to do to users; null for nothing in particular. */
    public PlantedRun expects(@Nullable ExpectedEffect effect) {
        expect = effect;
        return self();
    }

    /** Plans a spike of buyers to 400/s. */
    public PlantedRun spike(double at, double ramp, double hold) {
        spikes.add(new Spike(
                PlantedRun.duration(at), new Rate(400), PlantedRun.duration(ramp), PlantedRun.duration(hold)));
        return self();
    }

    /** Plans another rate for a cohort than the one it sends. */
    public PlantedRun plansRate(String cohort, double rate) {
        rates.put(cohort, rate);
        return self();
    }

    /** Gives the health rule to one cohort more. */
    public PlantedRun healthyToo(String cohort) {
        healthRules.add(cohort);
        return self();
    }

    /** A cohort is healthy only without a single bad request. */
    public PlantedRun acceptsNothing() {
        ratio = new Ratio(1);
        return self();
    }

    /** A run without faults to compare others with. */
    public PlantedRun control() {
        control = true;
        return self();
    }

    /** Adds an objective. */
    public PlantedRun wants(String id, String kind, ObjectiveSettings settings) {
        objectives.add(new ObjectiveSpec(id, kind, settings));
        return self();
    }

    /** Adds the objective that buyers recover within so many seconds. */
    public PlantedRun wantsRecovery(String fault, double atMost) {
        return wants(
                "back",
                "recovery-time",
                new RecoveryTime.Settings(PlantedRun.BUYERS, fault, PlantedRun.duration(atMost)));
    }

    /** Adds the objective that buyers are bad for at most so many seconds after the fault is cleared. */
    public PlantedRun wantsReturn(String fault, double atMost) {
        return wants(
                "returned",
                "post-fault-impact",
                new PostFaultImpact.Settings(PlantedRun.BUYERS, fault, PlantedRun.duration(atMost)));
    }

    /** The system's records are to be read. */
    void plansLedger() {
        ledger = new LedgerSpec(null, new LedgerSpec.Sql("select 1"), 1);
    }

    /** The plan of the run. */
    public Plan plan() {
        HealthCriteria rule = new HealthCriteria(Duration.ofSeconds(1), ratio, Duration.ofSeconds(10));
        Map<String, HealthCriteria> rules = new LinkedHashMap<>();
        healthRules.forEach(cohort -> rules.put(cohort, rule));
        Scenario scenario = new Scenario(
                "s",
                "t",
                new Load(
                        "TicketOpen",
                        Map.of(),
                        Duration.ofSeconds(10),
                        PlantedRun.duration(PlantedRun.LENGTH),
                        cohorts(sent())),
                rules,
                Duration.ofSeconds(5),
                faults.stream().map(Plan.PlannedFault::spec).toList(),
                null,
                List.of(),
                objectives,
                ledger);
        return new Plan(
                Plan.SCHEMA,
                "run-1",
                scenario,
                "lab",
                null,
                1,
                control,
                faults,
                new Plan.BlastRadius(1, 1, List.of("db"), Duration.ofMinutes(1)),
                0,
                Map.of(),
                Map.of(),
                List.of(),
                null,
                "shop.example:8080",
                null,
                List.of(),
                List.of());
    }

    private List<Cohort> cohorts(PlantedRequests requests) {
        List<Cohort> cohorts = new ArrayList<>();
        for (String name : List.of(PlantedRun.BUYERS, PlantedRun.BROWSERS)) {
            double rate =
                    requests.isEmpty() && rates.isEmpty() ? IDLE_RATE : rates.getOrDefault(name, requests.rate(name));
            if (rate > 0) {
                cohorts.add(new Cohort(name, new Rate(rate), name.equals(PlantedRun.BUYERS) ? spikes : List.of()));
            }
        }
        return cohorts;
    }
}
