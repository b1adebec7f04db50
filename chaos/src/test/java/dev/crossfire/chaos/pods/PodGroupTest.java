package dev.crossfire.chaos.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as killed while a cluster refuses once, or does not report what it did. */
class PodGroupTest {
    private static final PodKill.Settings SETTINGS = new PodKill.Settings(Duration.ZERO, null, null, null);

    /** The version of a pod that is marked. */
    private static final String MARKED = "marked";

    private static final Duration LATER = new MachineClock().elapsed().plusSeconds(600);

    private final FakePods cluster = new FakePods();
    private final StoppedClock clock = new StoppedClock();

    @Test
    void aPodThatCouldNotBeMarkedIsNotKilledAndIsTriedNextTime() throws FaultException {
        try (PodGroup podGroup = podGroup()) {
            PodKiller killer = killer(podGroup);
            cluster.fails = "claim";
            assertThatThrownBy(() -> killer.killNext(LATER)).hasMessage("claim");
            cluster.fails = "mayKill";
            assertThatThrownBy(() -> killer.killNext(LATER)).hasMessage("mayKill");
            assertThat(podGroup.deletions().isEmpty()).isTrue();
            assertThat(podGroup.killed()).isZero();
            assertThat(killer.killNext(LATER)).isTrue();
            podGroup.views().look();
            assertThat(podGroup.killed()).isOne();
            assertThat(podGroup.gone()).isOne();
            assertThat(podGroup.detail()).isEqualTo("1 of 2 pods serve, 1 of 1 deleted pods are removed");
        }
    }

    @Test
    void anUnansweredDeletionCountsOnceThePodEnds() throws FaultException {
        try (PodGroup podGroup = podGroup()) {
            cluster.fails = "kill";
            assertThatThrownBy(() -> killer(podGroup).killNext(LATER)).hasMessage("kill");
            podGroup.views().look();
            assertThat(podGroup.deletions().isEmpty()).isFalse();
            assertThat(podGroup.killed()).as("it lives").isZero();
            assertThat(podGroup.isShort()).as("so far").isFalse();
            assertThat(podGroup.mayBeShort()).isTrue();
            cluster.pods.set(0, pod("a", MARKED, true));
            podGroup.views().look();
            assertThat(podGroup.killed()).as("it was told to go").isOne();
            assertThat(podGroup.gone()).isZero();
            cluster.pods.remove(0);
            podGroup.views().look();
            assertThat(podGroup.killed()).isOne();
            assertThat(podGroup.gone()).isOne();
        }
    }

    @Test
    void whileADeletionMayStillBeDoneNoOtherPodIsKilled() throws FaultException {
        try (PodGroup podGroup = podGroup()) {
            cluster.fails = "kill";
            assertThatThrownBy(() -> killer(podGroup).killNext(LATER)).hasMessage("kill");
            podGroup.views().look();
            assertThat(podGroup.next(SETTINGS)).extracting(Pod::name).isEqualTo("a");
            assertThat(podGroup.mayBeMissing(cluster.pods.get(1))).isFalse();

            cluster.pods.set(0, pod("a", "changed since", false));
            podGroup.views().look();
            assertThat(podGroup.deletions().isEmpty())
                    .as("in another version it will not be deleted any more")
                    .isTrue();
            assertThat(podGroup.mayBeMissing(cluster.pods.get(1))).isTrue();
        }
    }

    @Test
    void aPodThatChangesAllTheTimeIsNotKilled() throws FaultException {
        try (PodGroup podGroup = podGroup()) {
            cluster.changes = true;
            assertThatThrownBy(() -> killer(podGroup).killNext(LATER)).hasMessageContaining("changed 5 times");
            assertThat(podGroup.killed()).isZero();
        }
    }

    @Test
    void aListThatIsOlderThanTheBoundKillsNothing() throws FaultException {
        try (PodGroup podGroup = podGroup()) {
            cluster.onClaim = () -> clock.stopFor(Duration.ofSeconds(2));
            assertThat(killer(podGroup).killNext(LATER))
                    .as("it lists the pods again after a pause")
                    .isTrue();
            assertThat(cluster.lists).isEqualTo(4);

            cluster.pods.add(pod("c", "1", false));
            cluster.onClaim = () -> {
                clock.stopFor(Duration.ofSeconds(2));
                cluster.pods.set(1, pod("c", "2", true));
            };
            assertThat(killer(podGroup).killNext(LATER))
                    .as("another pod is missing by now")
                    .isFalse();
            assertThat(cluster.pods).extracting(Pod::name).contains("b");

            cluster.pods.set(1, pod("c", "3", false));
            cluster.onClaim = () -> clock.stopFor(Duration.ofMinutes(2));
            assertThat(killer(podGroup).killNext(clock.elapsed().plusSeconds(1)))
                    .as("its time has passed")
                    .isFalse();
            cluster.onClaim = () -> {};
            cluster.onList = () -> clock.stopFor(Duration.ofSeconds(2));
            assertThatThrownBy(() -> killer(podGroup).killNext(LATER)).hasMessageContaining("longer than 1 s to list");
        }
    }

    @Test
    void podsAreRequiredAsTheirOwnersWantThemByThen() throws FaultException {
        cluster.owner = new PodOwner("Deployment", "shop");
        cluster.wanted = 3;
        RequiredPods required = RequiredPods.of(cluster, cluster.list());
        assertThat(required.now(cluster)).as("one was missing before").isEqualTo(2);
        cluster.wanted = 2;
        assertThat(required.now(cluster)).isEqualTo(1);
        cluster.wanted = 10;
        assertThat(RequiredPods.read(required.handle("shop/x"), "shop/x")).hasValue(required);
        assertThat(required.now(cluster)).isEqualTo(9);
        cluster.owner = null;
        assertThat(RequiredPods.of(cluster, cluster.list()).now(cluster)).isEqualTo(2);
    }

    @Test
    void aStormWhoseFirstDeletionWasNotAnsweredIsClearedOnceItsPermissionIsRemoved() throws FaultException {
        PodKill.Settings storm = new PodKill.Settings(Duration.ZERO, null, new Rate(10), Duration.ofSeconds(60));
        Target shop = new Target("shop", "pod", "shop", null, Set.of(), Map.of(), null);
        try (Fault fault = PodKillFault.of(
                new FaultContext<>("run", "fault", storm, null, List.of(shop), new Cluster(cluster, clock)))) {
            cluster.fails = "kill";
            assertThatThrownBy(fault::inject).hasMessage("kill");
            assertThat(fault.probe().cleared())
                    .as("it may still come to be done")
                    .isFalse();
            fault.endReported();
            cluster.pods.set(0, pod("a", "unmarked", false));
            await().until(() -> fault.probe().cleared());
            cluster.pods.remove(0);
            cluster.pods.add(0, pod("c", "1", true));
            await().until(() -> !fault.probe().cleared());
            cluster.pods.set(0, pod("c", "2", false));
            await().until(() -> fault.probe().cleared());
        }
    }

    private PodGroup podGroup() throws FaultException {
        return PodGroup.of(List.of(cluster), SETTINGS, clock);
    }

    private PodKiller killer(PodGroup podGroup) {
        return new PodKiller(podGroup, "run", "fault", SETTINGS, clock);
    }

    private static Pod pod(String name, String version, boolean leaving) {
        return new Pod("shop", name, "uid-" + name, version, name, true, leaving, Map.of(), null);
    }

    /** The machine's clock, of a process that is stopped now and then. */
    private static final class StoppedClock implements RunClock {
        private volatile Duration stopped = Duration.ZERO;

        void stopFor(Duration time) {
            stopped = stopped.plus(time);
        }

        @Override
        public Instant instant() {
            return new MachineClock().instant().plus(stopped);
        }

        @Override
        public Duration elapsed() {
            return new MachineClock().elapsed().plus(stopped);
        }
    }

    /** Nothing but the pods. */
    private record Cluster(Pods pods, RunClock clock) implements Environment {
        @Override
        public Inventory inventory() {
            throw new UnsupportedOperationException();
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
        private final List<Pod> pods = new CopyOnWriteArrayList<>(List.of(pod("a", "1", false), pod("b", "1", false)));
        private @Nullable String fails;
        private boolean changes;
        private Runnable onClaim = () -> {};
        private Runnable onList = () -> {};
        private @Nullable PodOwner owner;
        private long wanted;
        private int lists;

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
            lists++;
            onList.run();
            return List.copyOf(pods);
        }

        @Override
        public Set<PodOwner> owners(List<Pod> of) {
            return owner == null ? Set.of() : Set.of(owner);
        }

        @Override
        public long wanted(Set<PodOwner> owners) {
            return wanted;
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
            onClaim.run();
            pods.replaceAll(
                    there -> there.uid().equals(pod.uid()) ? pod(there.name(), MARKED, there.leaving()) : there);
            return Optional.of(new PodMark(pod, MARKED));
        }

        @Override
        public boolean kill(PodMark claim, @Nullable Duration grace) throws FaultException {
            fail("kill");
            return !changes && pods.removeIf(pod -> pod.uid().equals(claim.pod().uid()));
        }
    }
}
