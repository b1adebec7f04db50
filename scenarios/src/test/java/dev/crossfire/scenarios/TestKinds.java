package dev.crossfire.scenarios;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
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
                        new Breaks<>("database-failover", Failover.class, false, Capability.FAILOVER),
                        new Breaks<>("link-slow", Slow.class, true, new Capability("link"))),
                List.of(
                        new Asks<>("recovery-time", RecoveryTime.class),
                        new Asks<>("error-ratio", ErrorRatio.class),
                        new Asks<>("latency", Latency.class)),
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

    private record Breaks<S extends FaultSettings>(String name, Class<S> settings, boolean lasts, Capability need)
            implements FaultKind<S> {
        @Override
        public FaultDescription<S> description() {
            return new FaultDescription<>(
                    name,
                    "breaks for a test",
                    settings,
                    Set.of(need),
                    lasts ? FaultDescription.DurationRule.REQUIRED : FaultDescription.DurationRule.NONE,
                    null,
                    "is never confirmed",
                    "is never healed");
        }

        @Override
        public Duration maxDuration(FaultSpec spec) {
            return spec.duration() == null ? Duration.ofMinutes(2) : spec.duration();
        }

        @Override
        public Fault arm(FaultContext<S> context) {
            throw new UnsupportedOperationException("tests of the language break nothing");
        }

        @Override
        public void heal(FaultContext<S> context, Map<String, String> handle) {
            throw new UnsupportedOperationException("tests of the language break nothing");
        }

        @Override
        public ClearedStatus verifyCleared(FaultContext<S> context, Map<String, String> handle) {
            throw new UnsupportedOperationException("tests of the language break nothing");
        }
    }

    private record Asks<S extends ObjectiveSettings>(String name, Class<S> settings) implements ObjectiveKind<S> {
        @Override
        public ObjectiveDescription<S> description() {
            return ObjectiveDescription.of(name, settings).summary("asks for a test");
        }

        @Override
        public List<String> warnings(S settings, Plan plan) {
            return List.of();
        }

        @Override
        public Judgement judge(S settings, RunFacts facts) {
            throw new UnsupportedOperationException("tests of the language judge nothing");
        }
    }
}
