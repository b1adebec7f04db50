package dev.crossfire.testkit;

import dev.crossfire.evidence.SettingsTypes;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Invocation;
import dev.crossfire.model.Invocation.Flags;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.Target;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
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

/** The plans of the samples. */
final class SamplePlan {
    record SampleFailover(Duration longest) implements FaultSettings {}

    record SampleRecovery(@Nullable String cohort, Duration atMost) implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost).judgedByUpperBound();
        }
    }

    static final SettingsTypes TYPES = new SettingsTypes() {
        @Override
        public Optional<Class<? extends FaultSettings>> ofFault(String kind) {
            return Optional.of(SampleFailover.class);
        }

        @Override
        public Optional<Class<? extends ObjectiveSettings>> ofObjective(String kind) {
            return Optional.of(SampleRecovery.class);
        }
    };

    private SamplePlan() {}

    static Plan of(SampleRun sample) {
        List<FaultSpec> faults = new ArrayList<>();
        for (double at : faultStarts(sample)) {
            faults.add(fault(sample, faults.size(), at));
        }
        Target target = new Target(
                sample.text("ticketing-db"),
                "aws:rds:cluster",
                "arn:aws:rds:lab-1:000000000000:cluster:ticketing",
                "a",
                Set.of(Capability.FAILOVER),
                Map.of("app", "ticketing"));
        return new Plan(
                Plan.SCHEMA,
                "2026-11-20T0931-" + scenarioName(sample),
                scenario(sample, faults),
                sample.text("lab"),
                URI.create("http://127.0.0.1:18080"),
                1,
                false,
                faults.stream()
                        .map(fault -> new Plan.PlannedFault(
                                fault,
                                List.of(target),
                                ((Start.At) fault.start()).offset(),
                                Duration.ofMinutes(2),
                                sample.text("a failover is not undone; roles stay swapped"),
                                0))
                        .toList(),
                new Plan.BlastRadius(1, 1, List.of("ticketing-db"), Duration.ofMinutes(2)),
                0,
                new TreeMap<>(Map.of(
                        "/load/duration", sample.text("ticket-open-database-failover.yaml:10:3"), "/seed", "--seed")),
                new TreeMap<>(Map.of(
                        "crossfire", "0.1.0", "gatling", "3.15.1", "java", "17.0.15", "os", "Linux 6.1, 2 processors")),
                sample == SampleRun.HOSTILE ? List.of(HostileText.error()) : List.of(),
                new Invocation(
                        "./crossfire",
                        "/home/ann/tickets",
                        scenarioName(sample),
                        null,
                        "lab",
                        sample == SampleRun.HOSTILE ? List.of("load.parameters.x=" + HostileText.error()) : List.of(),
                        1L,
                        false,
                        null,
                        null,
                        List.of(),
                        Flags.NONE,
                        labels(sample),
                        List.of(),
                        false),
                null,
                null,
                List.of(),
                List.of());
    }

    static Invocation repeatInvocation(String scenario, int planned) {
        Flags flags = new Flags(planned, null, false, null, null, false);
        return new Invocation(
                "./crossfire",
                "/home/ann",
                scenario,
                null,
                "lab",
                List.of(),
                1L,
                false,
                null,
                null,
                List.of(),
                flags,
                Map.of("commit", "4f2a91c"),
                List.of(),
                false);
    }

    static Map<String, String> labels(SampleRun sample) {
        return Map.of("commit", sample.text("4f2a91c0"));
    }

    static List<Double> faultStarts(SampleRun sample) {
        return sample == SampleRun.HOUR ? List.of(600.0, 1500.0, 2700.0) : List.of(30.0);
    }

    static String faultId(SampleRun sample, int index) {
        return sample.text(index == 0 ? "writer-lost" : "writer-lost-" + (index + 1));
    }

    static String scenarioName(SampleRun sample) {
        return sample.text("ticket-open-database-failover");
    }

    private static FaultSpec fault(SampleRun sample, int index, double at) {
        return new FaultSpec(
                faultId(sample, index),
                "database-failover",
                sample.text("ticketing-db"),
                new TargetSelection.All(),
                new Start.At(Duration.ofMillis((long) (at * 1000))),
                null,
                new SampleFailover(Duration.ofMinutes(2)));
    }

    private static Scenario scenario(SampleRun sample, List<FaultSpec> faults) {
        long duration = sample == SampleRun.HOUR ? 3600 : sample == SampleRun.MILLION ? 120 : 90;
        double top = sample == SampleRun.MILLION ? 9000 : 400;
        Spike spike = new Spike(
                Duration.ofSeconds(15),
                new Rate(top),
                Duration.ofSeconds(2),
                Duration.ofSeconds(sample == SampleRun.HOUR ? 3000 : duration - 40));
        Load load = new Load(
                "TicketOpen",
                new TreeMap<>(Map.of("event", "42", "apiToken", HostileText.SECRET)),
                Duration.ofSeconds(10),
                Duration.ofSeconds(duration),
                List.of(
                        new Cohort(
                                sample.text("buyers"),
                                new Rate(20),
                                sample == SampleRun.HOUR ? List.of() : List.of(spike)),
                        new Cohort(sample.text("browsers"), new Rate(sample == SampleRun.HOUR ? 40 : 120), List.of())));
        return new Scenario(
                scenarioName(sample),
                sample.text("The ticketing database loses its writer while sales open"),
                load,
                new TreeMap<>(Map.of(
                        sample.text("buyers"),
                        new HealthCriteria(Duration.ofSeconds(1), new Ratio(0.99), Duration.ofSeconds(10)),
                        sample.text("browsers"),
                        new HealthCriteria(Duration.ofMillis(500), new Ratio(0.995), Duration.ofSeconds(10)))),
                Duration.ofSeconds(5),
                faults,
                List.of(new ObjectiveSpec(
                        "buyers-recover", "recovery-time", new SampleRecovery("buyers", Duration.ofSeconds(10)))));
    }
}
