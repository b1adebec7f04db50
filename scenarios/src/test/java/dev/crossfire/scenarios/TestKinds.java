package dev.crossfire.scenarios;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.testkit.PlannedFaultKind;
import dev.crossfire.testkit.PlannedObjectiveKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Kinds as plug-ins bring them, for tests that only read. */
final class TestKinds {
    private TestKinds() {}

    record Failover() implements FaultSettings {}

    record Slow(
            @Describe("added to each answer") Duration latency,
            @Nullable Ratio jitter) implements FaultSettings {
        Slow {
            if (latency.isZero()) {
                throw new IllegalArgumentException("a latency of more than 0s");
            }
        }
    }

    record RecoveryTime(String cohort, String fault, Duration atMost) implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost);
        }
    }

    record ErrorRatio(@Nullable String cohort, PhaseRef phase, Ratio atMost) implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost);
        }
    }

    record Latency(String cohort, PhaseRef phase, double percentile, Duration atMost) implements ObjectiveSettings {
        Latency {
            if (!(percentile > 0 && percentile < 100)) {
                throw new IllegalArgumentException("a percentile between 0 and 100, such as 95");
            }
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(percentile, atMost);
        }
    }

    static Kinds kinds() {
        return new Kinds(
                List.of(
                        fault("database-failover", Failover.class, DurationRule.NONE, Capability.FAILOVER),
                        fault("link-slow", Slow.class, DurationRule.REQUIRED, new Capability("link"))),
                List.of(
                        objective("recovery-time", RecoveryTime.class),
                        objective("error-ratio", ErrorRatio.class),
                        objective("latency", Latency.class)),
                List.of());
    }

    static Optional<SimulationInfo> simulation(String name) {
        HealthCriteria rule = new HealthCriteria(Duration.ofSeconds(1), new Ratio(0.99), Duration.ofSeconds(10));
        return name.equals("TicketOpen")
                ? Optional.of(
                        new SimulationInfo(new TreeMap<>(Map.of("buyers", rule, "browsers", rule)), List.of("event")))
                : Optional.empty();
    }

    static ScenarioReader reader() {
        return new ScenarioReader(kinds(), TestKinds::simulation);
    }

    private static <S extends FaultSettings> FaultKind<S> fault(
            String name, Class<S> settings, DurationRule duration, Capability need) {
        return new PlannedFaultKind<>(
                new FaultDescription<>(
                        name,
                        "breaks for a test",
                        settings,
                        Set.of(need),
                        duration,
                        null,
                        "is never confirmed",
                        "is never healed"),
                Duration.ofMinutes(2));
    }

    private static <S extends ObjectiveSettings> ObjectiveKind<S> objective(String name, Class<S> settings) {
        return new PlannedObjectiveKind<>(
                ObjectiveDescription.of(name, settings).summary("asks for a test"), List.of());
    }
}
