package dev.crossfire.chaos.disruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One fault through two providers: as a whole or not at all, and undone in both whatever one of them does. */
class CombinedDisruptionTest {
    private static final Target LEFT =
            new Target("link", "left:link", "l", null, Set.of(Capability.PARTITION), Map.of());
    private static final Target RIGHT =
            new Target("link", "right:link", "r", null, Set.of(Capability.PARTITION), Map.of());

    private final CountDownLatch bothAwaited = new CountDownLatch(2);
    private final Part left = new Part("left");
    private final Part right = new Part("right");

    private Disruption both() throws FaultException {
        return CombinedDisruption.of(new Provider(left), List.of(LEFT, RIGHT));
    }

    private PreparedInjection prepared() throws FaultException {
        DisruptionSpec spec = new DisruptionSpec(Capability.PARTITION, new NetworkPartition.Settings(null));
        InjectionStep step = new InjectionStep(spec, List.of(LEFT, RIGHT), Duration.ZERO, Duration.ofSeconds(1));
        return both().prepare("run-1", "cut", List.of(step));
    }

    @Test
    void eachProviderDisruptsItsOwnTargetsAndKnowsItsOwnHandle() throws Exception {
        PreparedInjection injection = prepared();
        assertThat(left.prepared).containsExactly(LEFT);
        assertThat(right.prepared).containsExactly(RIGHT);
        injection.start();
        assertThat(both().left("run-1", "cut", injection.handle()).cleared()).isFalse();
        both().undo("run-1", "cut", injection.handle());
        assertThat(left.undone).containsExactly(Map.of("of", "left"));
        assertThat(right.undone).containsExactly(Map.of("of", "right"));
        assertThat(both().left("run-1", "cut", injection.handle())).isEqualTo(new ClearedStatus(true, "left; right"));
    }

    @Test
    void targetsOfOneProviderAreLeftToIt() throws Exception {
        assertThat(CombinedDisruption.of(new Provider(left), List.of(LEFT))).isSameAs(left);
    }

    @Test
    void whatBeganIsTakenBackWhenTheOtherProviderRefuses() throws Exception {
        PreparedInjection injection = prepared();
        right.refusal = new NotInjectedException("no");
        assertThatThrownBy(injection::start)
                .isInstanceOf(FaultException.class)
                .isNotInstanceOf(NotInjectedException.class)
                .hasMessageContaining("taken back");
        assertThat(left.broken).isFalse();
    }

    @Test
    void nothingWasInjectedWhenTheFirstProviderRefuses() throws Exception {
        PreparedInjection injection = prepared();
        left.refusal = new NotInjectedException("no");
        assertThatThrownBy(injection::start).isInstanceOf(NotInjectedException.class);
        assertThat(right.broken).isFalse();
    }

    @Test
    void oneProviderThatCannotUndoKeepsNoOtherFromIt() throws Exception {
        prepared().start();
        left.stuck = true;
        assertThatThrownBy(() -> both().undo("run-1", "cut", Map.of())).hasMessage("left is stuck");
        assertThat(right.broken).isFalse();
    }

    /** Some providers end a fault only while they are awaited. */
    @Test
    void theEndsAreAwaitedAtTheSameTime() throws Exception {
        PreparedInjection injection = prepared();
        injection.start();
        assertThat(injection.awaitEnd().begun()).isTrue();
    }

    /** The environment of one provider, and the way to the other. */
    private final class Provider extends DisruptionEnvironment {
        private final Part part;

        Provider(Part part) {
            super(Inventory.of("two", List.of(LEFT, RIGHT)), part, new MachineClock());
            this.part = part;
        }

        @Override
        public Environment partOf(Target target) {
            Part own = target.equals(LEFT) ? left : right;
            return own.equals(part) ? this : own.provider;
        }

        @Override
        public List<Leftover> leftovers() {
            return List.of();
        }

        @Override
        public void clear(Leftover leftover) {}

        @Override
        public EnvironmentClaim claim(String run, Duration forAtMost) {
            throw new UnsupportedOperationException("no run is under way");
        }
    }

    /** What one provider does, in memory. */
    private final class Part implements Disruption {
        private final String name;
        private final List<Target> prepared = new ArrayList<>();
        private final List<Map<String, String>> undone = new ArrayList<>();
        private final Environment provider = new Provider(this);
        private @Nullable FaultException refusal;
        private boolean broken;
        private boolean stuck;

        Part(String name) {
            this.name = name;
        }

        @Override
        public PreparedInjection prepare(String run, String fault, List<InjectionStep> steps) {
            steps.forEach(step -> prepared.addAll(step.targets()));
            return new PartInjection(this);
        }

        @Override
        public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
            if (stuck) {
                throw new FaultException(name + " is stuck");
            }
            undone.add(handle);
            broken = false;
        }

        @Override
        public ClearedStatus left(String run, String fault, Map<String, String> handle) {
            return new ClearedStatus(!broken, name);
        }
    }

    private final class PartInjection implements PreparedInjection {
        private final Part part;

        PartInjection(Part part) {
            this.part = part;
        }

        @Override
        public Map<String, String> handle() {
            return Map.of("of", part.name);
        }

        @Override
        public Map<String, String> started() {
            return Map.of();
        }

        @Override
        public void start() throws FaultException {
            if (part.refusal != null) {
                throw part.refusal;
            }
            part.broken = true;
        }

        @Override
        public InjectionResult awaitEnd() throws FaultException {
            bothAwaited.countDown();
            try {
                return new InjectionResult(bothAwaited.await(10, TimeUnit.SECONDS), null);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                throw new FaultException("interrupted", closed);
            }
        }
    }
}
