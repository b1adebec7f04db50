package dev.crossfire.chaos.kubernetes;

import static dev.crossfire.chaos.kubernetes.ProxiedCluster.FAULT;
import static dev.crossfire.chaos.kubernetes.ProxiedCluster.RUN;
import static dev.crossfire.chaos.kubernetes.ProxiedCluster.SIZE;
import static dev.crossfire.chaos.kubernetes.ProxiedCluster.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.fake.EmulatedCluster;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.chaos.faults.Rollout;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that come while others are isolated, processes that act for a fault that was healed, and networks that ignore policies. */
@Tag("live")
class IsolatedPodsTest {
    private static final NetworkPartition PARTITION = new NetworkPartition();

    @TempDir
    private Path folder;

    private ProxiedCluster fixture;
    private EmulatedCluster cluster;
    private IsolatedPods isolated;
    private ClusterLeases leases;
    private PodSelection shop;

    @BeforeEach
    void begin() throws Exception {
        fixture = new ProxiedCluster(folder);
        cluster = fixture.emulated;
        isolated = new IsolatedPods(fixture.server, EmulatedCluster.NAMESPACE, true);
        leases = fixture.leases(isolated);
        shop = PodSelection.labelled(fixture.server, EmulatedCluster.NAMESPACE, Map.of("app", "shop"));
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private void isolate(ClusterChanges.Permission permission) throws FaultException {
        isolated.isolate(List.of(shop), RUN, FAULT, permission);
    }

    @Test
    void podsThatReplaceOthersMeanwhileAreIsolatedToo() throws Exception {
        FaultContext<NetworkPartition.Settings> context = context(fixture.targets("front"));
        try (Fault fault = PARTITION.arm(context)) {
            fault.inject();
            await().atMost(SOON).until(() -> fault.probe().confirmed());
            new Rollout()
                    .arm(fixture.context(new Rollout.Settings(null, null, null), fixture.targets("shop")))
                    .inject();
            List<String> before =
                    fixture.targets("front").stream().map(Target::id).toList();
            await().atMost(SOON).until(() -> fixture.environment.current().inRole("front").stream()
                    .map(Target::id)
                    .noneMatch(before::contains));
            await().atMost(SOON).until(() -> cluster.isolated() == SIZE);
            PARTITION.heal(context, fault.handle());
            await().atMost(SOON).until(() -> fault.probe().cleared());
        }
        assertThat(cluster.policies()).isZero();
        assertThat(cluster.marked()).isZero();
    }

    /** As one that was stopped just after it had read the permission. */
    @Test
    void aProcessWhoseFaultWasHealedMeanwhileIsolatesNothing() throws Exception {
        leases.permit(RUN, FAULT, SOON);

        assertThatThrownBy(() -> isolate(() -> {
                    boolean permitted = leases.mayKill(RUN, FAULT);
                    if (cluster.isolated() == 2) {
                        leases.forbid(RUN, FAULT);
                    }
                    return permitted;
                }))
                .isInstanceOf(NotInjectedException.class)
                .hasMessageContaining("the fault was healed");

        assertThat(cluster.isolated()).isZero();
        assertThat(cluster.marked()).isZero();
        assertThat(cluster.policies()).isZero();
    }

    /** Each is enough to find the fault, and harmless alone. */
    @Test
    void aPolicyAndLabelsAreLeftoversWithoutALease() throws Exception {
        isolate(() -> true);
        assertThat(cluster.isolated()).isEqualTo(SIZE);

        List<Leftover> left = fixture.environment.leftovers();
        assertThat(left).singleElement().satisfies(one -> {
            assertThat(one.run()).isEqualTo(RUN);
            assertThat(one.fault()).isEqualTo(FAULT);
            assertThat(one.what()).startsWith("the networkpolicy ticketing/crossfire-");
        });
        fixture.environment.clear(left.get(0));
        assertThat(cluster.policies()).isZero();
        assertThat(cluster.marked()).isZero();
    }

    @Test
    void someOfTheRolesPodsAreNoTarget() {
        assertThatThrownBy(() ->
                        PARTITION.requireRights(context(fixture.targets("front").subList(0, 2))))
                .hasMessageContaining("2 of the 6 pods of front are targets; expected all of them");
    }

    @Test
    void aPlanNamesPoliciesThatLetTrafficThrough() throws Exception {
        assertThat(PARTITION.risks(context(fixture.targets("front")))).hasSize(1);
        cluster.allow("open", "{\"matchLabels\":{\"app\":\"shop\"}}");
        cluster.allow("other", "{\"matchLabels\":{\"app\":\"other\"}}");

        assertThat(PARTITION.risks(context(fixture.targets("front"))).get(1))
                .contains("open still lets some through")
                .doesNotContain("other");
    }

    private FaultContext<NetworkPartition.Settings> context(List<Target> targets) {
        return fixture.context(new NetworkPartition.Settings(null), targets);
    }
}
