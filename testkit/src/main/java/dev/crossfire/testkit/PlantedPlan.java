package dev.crossfire.testkit;

import dev.crossfire.evidence.SettingsTypes;
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

/** The plan of a {@link PlantedRun}: buyers and browsers at the rates that they send, unless others are planned. */
final class PlantedPlan {
    private record NoSettings() implements FaultSettings {}

    /** The settings in its plan. */
    static final SettingsTypes TYPES = new SettingsTypes() {
        @Override
        public Optional<Class<? extends FaultSettings>> ofFault(String kind) {
            return Optional.of(NoSettings.class);
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

    void fault(String id, Duration at) {
        FaultSpec spec = new FaultSpec(
                id, "outage", "db", new TargetSelection.All(), new Start.At(at), null, new NoSettings(), expect);
        faults.add(new Plan.PlannedFault(spec, List.of(), at, Duration.ofMinutes(1), null, 0));
    }

    void expects(@Nullable ExpectedEffect wanted) {
        expect = wanted;
    }

    void objective(ObjectiveSpec spec) {
        objectives.add(spec);
    }

    void spike(Spike spike) {
        spikes.add(spike);
    }

    void rate(String cohort, double rate) {
        rates.put(cohort, rate);
    }

    void healthRule(String cohort) {
        healthRules.add(cohort);
    }

    void acceptsNothing() {
        ratio = new Ratio(1);
    }

    void control() {
        control = true;
    }

    void ledger() {
        ledger = new LedgerSpec(null, new LedgerSpec.Sql("select 1"), 1);
    }

    boolean hasLedger() {
        return ledger != null;
    }

    Plan plan(PlantedRequests requests) {
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
                        cohorts(requests)),
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
