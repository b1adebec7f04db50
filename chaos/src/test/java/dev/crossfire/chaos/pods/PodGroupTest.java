package dev.crossfire.chaos.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.pods.Pod.PodOwner;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as killed while a cluster refuses once, or does not report what it did. */
class PodGroupTest {
    private static final PodKill.Settings SETTINGS = new PodKill.Settings(Duration.ZERO, null, null, null);

    private static final Duration LATER = new MachineClock().elapsed().plusSeconds(600);

    private final FakePods cluster = new FakePods();
    private final FakePods.StoppedClock clock = new FakePods.StoppedClock();

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
            assertThat(podGroup.removed()).isOne();
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
            cluster.pods.set(0, FakePods.pod("a", FakePods.MARKED, true));
            podGroup.views().look();
            assertThat(podGroup.killed()).as("its deletion was requested").isOne();
            assertThat(podGroup.removed()).isZero();
            cluster.pods.remove(0);
            podGroup.views().look();
            assertThat(podGroup.killed()).isOne();
            assertThat(podGroup.removed()).isOne();
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

            cluster.pods.set(0, FakePods.pod("a", "changed since", false));
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

            cluster.pods.add(FakePods.pod("c", "1", false));
            cluster.onClaim = () -> {
                clock.stopFor(Duration.ofSeconds(2));
                cluster.pods.set(1, FakePods.pod("c", "2", true));
            };
            assertThat(killer(podGroup).killNext(LATER))
                    .as("another pod is missing by now")
                    .isFalse();
            assertThat(cluster.pods).extracting(Pod::name).contains("b");

            cluster.pods.set(1, FakePods.pod("c", "3", false));
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
        cluster.desiredReplicas = 3;
        RequiredPods required = RequiredPods.of(cluster, cluster.list());
        assertThat(required.now(cluster)).as("one was missing before").isEqualTo(2);
        cluster.desiredReplicas = 2;
        assertThat(required.now(cluster)).isEqualTo(1);
        cluster.desiredReplicas = 10;
        assertThat(RequiredPods.read(required.handle("shop/x"), "shop/x")).hasValue(required);
        assertThat(required.now(cluster)).isEqualTo(9);
        cluster.owner = null;
        assertThat(RequiredPods.of(cluster, cluster.list()).now(cluster)).isEqualTo(2);
    }

    private PodGroup podGroup() throws FaultException {
        return PodGroup.of(List.of(cluster), SETTINGS, clock);
    }

    private PodKiller killer(PodGroup podGroup) {
        return new PodKiller(podGroup, "run", "fault", SETTINGS, clock);
    }
}
