package dev.crossfire.chaos.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.pods.PodKill.PodKillMode;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.Fault.FaultDelivery;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a kill of pods reports when it kills less than it was asked for, or nothing. */
class PodKillFaultTest {
    private static final PodKill.Settings ONCE = new PodKill.Settings(Duration.ZERO, null, null, null);

    private final FakePods cluster = new FakePods();
    private final FakePods.StoppedClock clock = new FakePods.StoppedClock();

    @Test
    void aKillWhoseTimeIsOverBeforeItsPodsAreListedIsNotInjected() throws FaultException {
        try (Fault fault = armed(ONCE, 1)) {
            cluster.onList = () -> {
                clock.stopFor(Duration.ofSeconds(6));
                cluster.onList = () -> {};
            };
            assertThatThrownBy(fault::inject)
                    .isInstanceOf(NotInjectedException.class)
                    .hasMessage("the cluster took longer than 5 s to list and mark the pods of shop/app=shop, and pods"
                            + " that are killed together are killed within that time");
            assertThat(cluster.pods).hasSize(2);
            assertThat(fault.delivery()).isEqualTo(new FaultDelivery(1, 0));
        }
    }

    @Test
    void aKillWhoseTargetIsLeavingAlreadyIsNotInjected() throws FaultException {
        try (Fault fault = armed(ONCE, 1)) {
            cluster.pods.set(0, FakePods.pod("a", "2", true));
            assertThatThrownBy(fault::inject)
                    .isInstanceOf(NotInjectedException.class)
                    .hasMessageStartingWith("no target of shop/app=shop serves any more");
        }
    }

    @Test
    void aPodThatABudgetProtectsFromEvictionIsNotCountedAsKilled() throws FaultException {
        cluster.targets = Set.of("a", "b");
        cluster.budget.add("b");
        PodKill.Settings evicting = new PodKill.Settings(Duration.ZERO, null, null, null, PodKillMode.EVICT);
        try (Fault fault = armed(evicting, 2)) {
            fault.inject();
            assertThat(fault.delivery()).isEqualTo(new FaultDelivery(2, 1));
            assertThat(cluster.pods).extracting(Pod::name).containsExactly("b");
            assertThat(fault.probe().detail()).contains("the budget needs b");
        }
    }

    @Test
    void aStormWhoseFirstDeletionWasNotAnsweredIsClearedOnceItsPermissionIsRemoved() throws FaultException {
        PodKill.Settings storm = new PodKill.Settings(Duration.ZERO, null, new Rate(10), Duration.ofSeconds(60));
        try (Fault fault = armed(storm, 1)) {
            cluster.fails = "kill";
            assertThatThrownBy(fault::inject).hasMessage("kill");
            assertThat(fault.probe().cleared())
                    .as("it may still come to be done")
                    .isFalse();
            fault.endReported();
            cluster.pods.set(0, FakePods.pod("a", "unmarked", false));
            await().until(() -> fault.probe().cleared());
            cluster.pods.remove(0);
            cluster.pods.add(0, FakePods.pod("c", "1", true));
            await().until(() -> !fault.probe().cleared());
            cluster.pods.set(0, FakePods.pod("c", "2", false));
            await().until(() -> fault.probe().cleared());
        }
    }

    private Fault armed(PodKill.Settings settings, int targets) throws FaultException {
        Target shop = new Target("shop", "pod", "shop", null, Set.of(), Map.of(), null);
        return PodKillFault.of(new FaultContext<>(
                "run",
                "fault",
                settings,
                null,
                Collections.nCopies(targets, shop),
                new FakePods.FakeEnvironment(cluster, clock)));
    }
}
