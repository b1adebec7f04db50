package dev.crossfire.chaos.kubernetes;

import static dev.crossfire.chaos.kubernetes.ProxiedCluster.FAULT;
import static dev.crossfire.chaos.kubernetes.ProxiedCluster.RUN;
import static dev.crossfire.chaos.kubernetes.ProxiedCluster.SIZE;
import static dev.crossfire.chaos.kubernetes.ProxiedCluster.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.fake.EmulatedCluster;
import dev.crossfire.chaos.faults.Rollout;
import dev.crossfire.chaos.faults.Scale;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workloads that others change too, processes that act for a fault that was healed, and an API server that does not answer. */
@Tag("live")
class ChangedWorkloadsTest {
    @TempDir
    private Path folder;

    private ProxiedCluster fixture;
    private EmulatedCluster cluster;
    private ChangedWorkloads workloads;
    private ClusterLeases leases;
    private PodController shop;
    private Environment environment;

    @BeforeEach
    void begin() throws Exception {
        fixture = new ProxiedCluster(folder);
        cluster = fixture.emulated;
        environment = fixture.environment;
        workloads = new ChangedWorkloads(fixture.server, EmulatedCluster.NAMESPACE, Set.of(PodController.DEPLOYMENT));
        leases = fixture.leases(workloads);
        var found = fixture.server
                .client()
                .apps()
                .deployments()
                .inNamespace(EmulatedCluster.NAMESPACE)
                .withName("shop")
                .get();
        shop = new PodController(
                PodController.DEPLOYMENT,
                "shop",
                found.getMetadata().getUid(),
                found.getSpec().getSelector());
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private void scale(int replicas, ClusterChanges.Permission permission) throws FaultException {
        workloads.change(shop, WorkloadChange.replicas(replicas), RUN, FAULT, permission);
    }

    /** As an autoscaler does. */
    @Test
    void aNumberThatOthersHaveSetMeanwhileStays() throws Exception {
        leases.permit(RUN, FAULT, SOON);
        scale(2, () -> true);
        assertThat(cluster.workload().replicas()).isEqualTo(2);
        cluster.scale(4);

        leases.forbid(RUN, FAULT);

        assertThat(cluster.workload()).isEqualTo(new EmulatedCluster.DeploymentState(4, "local/shop", false));
        assertThat(workloads.byFault()).isEmpty();
    }

    /** As one that was stopped just after it had read the permission. */
    @Test
    void aProcessWhoseFaultWasHealedMeanwhileChangesNothing() throws Exception {
        leases.permit(RUN, FAULT, SOON);

        assertThatThrownBy(() -> scale(2, () -> {
                    boolean permitted = leases.mayKill(RUN, FAULT);
                    if (!workloads.byFault().isEmpty()) {
                        leases.forbid(RUN, FAULT);
                    }
                    return permitted;
                }))
                .isInstanceOf(NotInjectedException.class)
                .hasMessageContaining("the fault was healed");

        assertThat(cluster.workload()).isEqualTo(new EmulatedCluster.DeploymentState(SIZE, "local/shop", false));
    }

    @Test
    void twoFaultsDoNotShareAWorkload() throws Exception {
        leases.permit(RUN, FAULT, SOON);
        scale(2, () -> true);

        assertThatThrownBy(() -> workloads.change(shop, WorkloadChange.replicas(3), RUN, "another", () -> true))
                .isInstanceOf(NotInjectedException.class)
                .hasMessageContaining("deployment ticketing/shop is changed by another fault");
        leases.forbid(RUN, "another");
        assertThat(cluster.workload().replicas()).isEqualTo(2);
    }

    /** The Lease of a fault expires; what it has changed does not. */
    @Test
    void aChangedWorkloadIsALeftoverWhetherTheLeaseIsThereOrNot() throws Exception {
        scale(2, () -> true);

        List<Leftover> left = environment.leftovers();
        assertThat(left).singleElement().satisfies(one -> {
            assertThat(one.run()).isEqualTo(RUN);
            assertThat(one.fault()).isEqualTo(FAULT);
            assertThat(one.what()).isEqualTo("the changed deployment ticketing/shop");
        });
        environment.clear(left.get(0));
        assertThat(cluster.workload()).isEqualTo(new EmulatedCluster.DeploymentState(SIZE, "local/shop", false));
    }

    @Test
    void anApiServerThatDoesNotAnswerConfirmsNothing() throws Exception {
        FaultContext<Scale.Settings> context = fixture.context(new Scale.Settings(0), fixture.targets("shop"));
        try (Fault fault = new Scale().arm(context)) {
            assertThat(fixture.probedInSilence(fault)).allSatisfy(seen -> {
                assertThat(seen.confirmed()).isFalse();
                assertThat(seen.cleared()).isFalse();
            });
            new Scale().heal(context, fault.handle());
        }
        assertThat(cluster.workload().replicas()).isEqualTo(SIZE);
    }

    /** The other pods serve on, because a rolling update takes one at a time. */
    @Test
    void anImageThatDoesNotExistIsRolledBack() throws Exception {
        var settings = new Rollout.Settings("registry.example.org/none:1", null, SOON);
        FaultContext<Rollout.Settings> context = fixture.context(settings, fixture.targets("shop"));
        try (Fault fault = new Rollout().arm(context)) {
            fault.inject();
            await().atMost(SOON).until(() -> fault.probe().confirmed());
            assertThat(cluster.serving()).isEqualTo(SIZE - 1);
            new Rollout().heal(context, fault.handle());
            await().atMost(SOON).until(() -> fault.probe().cleared());
        }
        assertThat(cluster.serving()).isEqualTo(SIZE);
        assertThat(cluster.workload()).isEqualTo(new EmulatedCluster.DeploymentState(SIZE, "local/shop", false));
    }

    @Test
    void aContainerThatIsNotThereIsRefused() {
        var settings = new Rollout.Settings("local/shop:2", "web", null);

        assertThatThrownBy(() -> new Rollout().arm(fixture.context(settings, fixture.targets("shop"))))
                .hasMessageContaining("has the containers shop; expected one of them as 'container'");
    }

    /** It would hit the other pods, too. */
    @Test
    void someOfAWorkloadsPodsAreNoTarget() {
        List<Target> two = fixture.targets("shop").subList(0, 2);

        assertThat(new Scale().mismatch(fixture.context(new Scale.Settings(1), two)))
                .hasValueSatisfying(wrong -> assertThat(wrong.found()).isEqualTo("2 of the 6 targets of shop"));
    }

    /** A pod that was replaced before the fault was due changes nothing. */
    @Test
    void itTakesThePodsThatThereAreByThen() throws Exception {
        List<Target> shops = fixture.targets("shop");
        FaultContext<Scale.Settings> context = fixture.context(new Scale.Settings(2), shops);
        try (Fault fault = new Scale().arm(context)) {
            fault.retarget(shops.subList(1, SIZE));
            fault.inject();
            await().atMost(SOON).until(() -> fault.probe().confirmed());
            assertThat(cluster.serving()).isEqualTo(2);
            new Scale().heal(context, fault.handle());
            await().atMost(SOON).until(() -> fault.probe().cleared());
        }
        assertThat(cluster.serving()).isEqualTo(SIZE);
    }
}
