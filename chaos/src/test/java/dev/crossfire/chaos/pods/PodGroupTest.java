package dev.crossfire.chaos.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.chaos.pods.Pods.PodWatch;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentClaim;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Leftover;
import dev.crossfire.spi.RunClock;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as killed while a cluster refuses once, or does not report what it did. */
class PodGroupTest {
    private static final PodKill.Settings SETTINGS = new PodKill.Settings(Duration.ZERO, null, null, null);

    private final FakePods cluster = new FakePods();

    @Test
    void aPodThatCouldNotBeMarkedIsNotKilledAndIsTriedNextTime() throws FaultException {
        try (PodGroup podGroup = PodGroup.of(List.of(cluster), SETTINGS)) {
            Pod pod = Objects.requireNonNull(podGroup.next(SETTINGS));
            cluster.fails = "claim";
            assertThatThrownBy(() -> kill(podGroup, pod)).hasMessage("claim");
            cluster.fails = "mayKill";
            assertThatThrownBy(() -> kill(podGroup, pod)).hasMessage("mayKill");
            assertThat(podGroup.wasInjected()).isFalse();
            assertThat(podGroup.killed()).isZero();
            assertThat(podGroup.next(SETTINGS)).isEqualTo(pod);
            kill(podGroup, pod);
            assertThat(podGroup.killed()).isOne();
            assertThat(podGroup.gone()).isOne();
            assertThat(podGroup.detail()).isEqualTo("1 of 2 pods serve, 1 of 1 deleted pods are removed");
        }
    }

    @Test
    void anUnansweredDeletionCountsOnceThePodEnds() throws FaultException {
        try (PodGroup podGroup = PodGroup.of(List.of(cluster), SETTINGS)) {
            Pod pod = Objects.requireNonNull(podGroup.next(SETTINGS));
            cluster.fails = "kill";
            assertThatThrownBy(() -> kill(podGroup, pod)).hasMessage("kill");
            assertThat(podGroup.wasInjected()).isTrue();
            assertThat(podGroup.killed()).as("it lives").isZero();
            cluster.pods.set(0, pod("a", true));
            assertThat(podGroup.killed()).as("it was told to go").isOne();
            assertThat(podGroup.gone()).isZero();
            cluster.pods.remove(0);
            assertThat(podGroup.killed()).isOne();
            assertThat(podGroup.gone()).isOne();
        }
    }

    @Test
    void aPodThatChangesAllTheTimeIsNotKilled() throws FaultException {
        try (PodGroup podGroup = PodGroup.of(List.of(cluster), SETTINGS)) {
            Pod pod = Objects.requireNonNull(podGroup.next(SETTINGS));
            cluster.changes = true;
            assertThatThrownBy(() -> kill(podGroup, pod)).hasMessageContaining("changed 5 times");
            assertThat(podGroup.killed()).isZero();
        }
    }

    @Test
    void aStormWhoseFirstDeletionWasNotAnsweredIsClearedOnceItsPermissionIsRemoved() throws FaultException {
        PodKill.Settings storm = new PodKill.Settings(Duration.ZERO, null, new Rate(10), Duration.ofSeconds(60));
        Target shop = new Target("shop", "pod", "shop", null, Set.of(), Map.of(), null);
        try (Fault fault =
                PodKillFault.of(new FaultContext<>("run", "fault", storm, null, List.of(shop), new Cluster(cluster)))) {
            cluster.fails = "kill";
            assertThatThrownBy(fault::inject).hasMessage("kill");
            assertThat(fault.probe().cleared())
                    .as("it may still come to be done")
                    .isFalse();
            fault.endReported();
            assertThat(fault.probe().cleared()).isTrue();
            cluster.pods.set(0, pod("a", true));
            assertThat(fault.probe().cleared()).as("it was done after all").isFalse();
            cluster.pods.set(0, pod("c", false));
            assertThat(fault.probe().cleared()).isTrue();
        }
    }

    private static void kill(PodGroup podGroup, Pod pod) throws FaultException {
        podGroup.kill("run", "fault", pod, Duration.ZERO);
    }

    private static Pod pod(String name, boolean leaving) {
        return new Pod("shop", name, "uid-" + name, name, true, leaving, Map.of());
    }

    /** Nothing but the pods. */
    private record Cluster(Pods pods) implements Environment {
        @Override
        public Inventory inventory() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RunClock clock() {
            return new MachineClock();
        }

        @Override
        public <T> T capability(Target target, Class<T> type) {
            return type.cast(pods);
        }

        @Override
        public List<Leftover> leftovers() {
            return List.of();
        }

        @Override
        public void clear(Leftover leftover) {}

        @Override
        public EnvironmentClaim claim(String run, Duration forAtMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    /** Two pods; requests to them can be made to fail once. */
    private static final class FakePods implements Pods {
        private final List<Pod> pods = new ArrayList<>(List.of(pod("a", false), pod("b", false)));
        private @Nullable String fails;
        private boolean changes;

        private void fail(String what) throws FaultException {
            if (what.equals(fails)) {
                fails = null;
                throw new FaultException(what);
            }
        }

        @Override
        public String workload() {
            return "shop/app=shop";
        }

        @Override
        public boolean includes(Pod pod) {
            return pod.name().equals("a");
        }

        @Override
        public List<Pod> list() {
            return List.copyOf(pods);
        }

        @Override
        public PodWatch watch() {
            return new PodWatch() {
                @Override
                public boolean isLive() {
                    return true;
                }

                @Override
                public List<Pod> pods() {
                    return list();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void permit(String run, String fault, Duration forAtMost) {}

        @Override
        public boolean mayKill(String run, String fault) throws FaultException {
            fail("mayKill");
            return true;
        }

        @Override
        public void forbid(String run, String fault) {}

        @Override
        public Optional<PodMark> claim(String run, String fault, Pod pod) throws FaultException {
            fail("claim");
            return Optional.of(new PodMark(pod, "1"));
        }

        @Override
        public boolean kill(PodMark claim, @Nullable Duration grace) throws FaultException {
            fail("kill");
            return !changes && pods.removeIf(pod -> pod.uid().equals(claim.pod().uid()));
        }
    }
}
