package dev.crossfire.reports.drill;

import dev.crossfire.evidence.SettingsTypes;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.HealthRule;
import dev.crossfire.model.Invocation;
import dev.crossfire.model.Invocation.Flags;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.Target;
import dev.crossfire.model.TargetSelection;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Spike;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the drills were to do. */
final class DrillPlan {
    record Failover(Duration longest) implements FaultSettings {}

    record AtMost(@Nullable String cohort, Duration atMost) implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost).judgedByUpperBound();
        }
    }

    static final SettingsTypes TYPES = new SettingsTypes() {
        @Override
        public Optional<Class<? extends FaultSettings>> ofFault(String kind) {
            return Optional.of(Failover.class);
        }

        @Override
        public Optional<Class<? extends ObjectiveSettings>> ofObjective(String kind) {
            return Optional.of(AtMost.class);
        }
    };

    private DrillPlan() {}

    static Plan of(Drill drill) {
        List<FaultSpec> faults = new ArrayList<>();
        for (double at : faultStarts(drill)) {
            faults.add(fault(drill, faults.size(), at));
        }
        Target target = new Target(
                drill.text("ticketing-db"),
                "aws:rds:cluster",
                "arn:aws:rds:lab-1:000000000000:cluster:ticketing",
                "a",
                Set.of(Capability.FAILOVER),
                Map.of("app", "ticketing"));
        return new Plan(
                Plan.SCHEMA,
                "2026-11-20T0931-" + scenarioName(drill),
                scenario(drill, faults),
                drill.text("lab"),
                URI.create("http://127.0.0.1:18080"),
                1,
                false,
                faults.stream()
                        .map(fault -> new Plan.PlannedFault(
                                fault,
                                List.of(target),
                                ((Start.At) fault.start()).offset(),
                                Duration.ofMinutes(2),
                                drill.text("a failover is not undone; roles stay swapped"),
                                0))
                        .toList(),
                new Plan.BlastRadius(1, 1, List.of("ticketing-db"), Duration.ofMinutes(2)),
                0,
                new TreeMap<>(Map.of(
                        "/load/duration", drill.text("ticket-open-database-failover.yaml:10:3"), "/seed", "--seed")),
                new TreeMap<>(Map.of(
                        "crossfire", "0.1.0", "gatling", "3.15.1", "java", "17.0.15", "os", "Linux 6.1, 2 processors")),
                drill == Drill.HOSTILE ? List.of(Hostile.error()) : List.of(),
                new Invocation(
                        "./crossfire",
                        "/home/ann/tickets",
                        scenarioName(drill),
                        null,
                        "lab",
                        drill == Drill.HOSTILE ? List.of("load.parameters.x=" + Hostile.error()) : List.of(),
                        1L,
                        false,
                        null,
                        null,
                        List.of(),
                        Flags.NONE,
                        labels(drill)),
                null);
    }

    static Map<String, String> labels(Drill drill) {
        return Map.of("commit", drill.text("4f2a91c0"));
    }

    static List<Double> faultStarts(Drill drill) {
        return drill == Drill.HOUR ? List.of(600.0, 1500.0, 2700.0) : List.of(30.0);
    }

    static String faultId(Drill drill, int index) {
        return drill.text(index == 0 ? "writer-lost" : "writer-lost-" + (index + 1));
    }

    static String scenarioName(Drill drill) {
        return drill.text("ticket-open-database-failover");
    }

    private static FaultSpec fault(Drill drill, int index, double at) {
        return new FaultSpec(
                faultId(drill, index),
                "database-failover",
                drill.text("ticketing-db"),
                new TargetSelection.All(),
                new Start.At(Duration.ofMillis((long) (at * 1000))),
                null,
                new Failover(Duration.ofMinutes(2)));
    }

    private static Scenario scenario(Drill drill, List<FaultSpec> faults) {
        long duration = drill == Drill.HOUR ? 3600 : drill == Drill.MILLION ? 120 : 90;
        double top = drill == Drill.MILLION ? 9000 : 400;
        Spike spike = new Spike(
                Duration.ofSeconds(15),
                new Rate(top),
                Duration.ofSeconds(2),
                Duration.ofSeconds(drill == Drill.HOUR ? 3000 : duration - 40));
        Load load = new Load(
                "TicketOpen",
                new TreeMap<>(Map.of("event", "42", "apiToken", Hostile.SECRET)),
                Duration.ofSeconds(10),
                Duration.ofSeconds(duration),
                List.of(
                        new Cohort(
                                drill.text("buyers"), new Rate(20), drill == Drill.HOUR ? List.of() : List.of(spike)),
                        new Cohort(drill.text("browsers"), new Rate(drill == Drill.HOUR ? 40 : 120), List.of())));
        return new Scenario(
                scenarioName(drill),
                drill.text("The ticketing database loses its writer while sales open"),
                load,
                new TreeMap<>(Map.of(
                        drill.text("buyers"),
                        new HealthRule(Duration.ofSeconds(1), new Ratio(0.99), Duration.ofSeconds(10)),
                        drill.text("browsers"),
                        new HealthRule(Duration.ofMillis(500), new Ratio(0.995), Duration.ofSeconds(10)))),
                Duration.ofSeconds(5),
                faults,
                List.of(new ObjectiveSpec(
                        "buyers-recover", "recovery-time", new AtMost("buyers", Duration.ofSeconds(10)))));
    }
}
