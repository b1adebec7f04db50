package dev.crossfire.chaos.kubernetes;

import static dev.crossfire.chaos.kubernetes.ProxiedCluster.FAULT;
import static dev.crossfire.chaos.kubernetes.ProxiedCluster.RUN;
import static dev.crossfire.chaos.kubernetes.ProxiedCluster.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.EmulatedCluster;
import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException.NotInjectedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that others cordon too, processes that act for a fault that was healed, and an API server that does not answer. */
@Tag("live")
class CordonedNodesTest {
    @TempDir
    private Path folder;

    private ProxiedCluster fixture;
    private EmulatedCluster cluster;
    private ClusterLeases leases;
    private CordonedNodes nodes;
    private Environment environment;

    @BeforeEach
    void begin() throws Exception {
        fixture = new ProxiedCluster(folder);
        cluster = fixture.emulated;
        environment = fixture.environment;
        nodes = new CordonedNodes(fixture.server, EmulatedCluster.NAMESPACE);
        leases = fixture.leases(nodes);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void aNodeThatOthersHaveCordonedStaysSo() throws Exception {
        cluster.cordon("node-0", true);
        leases.permit(RUN, FAULT, SOON);

        assertThat(nodes.cordon("node-0", RUN, FAULT, () -> true)).isFalse();
        leases.forbid(RUN, FAULT);

        assertThat(cluster.touchedNodes()).containsExactly("node-0");
        assertThat(nodes.byFault()).isEmpty();
    }

    @Test
    void aNodeThatOthersCordonAfterItWasMarkedStaysSo() throws Exception {
        leases.permit(RUN, FAULT, SOON);
        AtomicBoolean marked = new AtomicBoolean();

        assertThat(nodes.cordon("node-0", RUN, FAULT, () -> {
                    if (!nodes.byFault().isEmpty()) {
                        cluster.cordon("node-0", true);
                        marked.set(true);
                    }
                    return true;
                }))
                .isFalse();

        assertThat(marked).isTrue();
        assertThat(nodes.byFault()).isEmpty();
        leases.forbid(RUN, FAULT);
        assertThat(cluster.touchedNodes()).containsExactly("node-0");
    }

    /** As one that was stopped just after it had read the permission. */
    @Test
    void aProcessWhoseFaultWasHealedMeanwhileCordonsNothing() throws Exception {
        leases.permit(RUN, FAULT, SOON);

        assertThatThrownBy(() -> nodes.cordon("node-0", RUN, FAULT, () -> {
                    boolean permitted = leases.mayKill(RUN, FAULT);
                    if (!nodes.byFault().isEmpty()) {
                        leases.forbid(RUN, FAULT);
                    }
                    return permitted;
                }))
                .isInstanceOf(NotInjectedException.class)
                .hasMessageContaining("the fault was healed");

        assertThat(cluster.touchedNodes()).isEmpty();
    }

    @Test
    void twoFaultsDoNotShareANode() throws Exception {
        leases.permit(RUN, FAULT, SOON);
        assertThat(nodes.cordon("node-0", RUN, FAULT, () -> true)).isTrue();

        assertThatThrownBy(() -> nodes.cordon("node-0", RUN, "another", () -> true))
                .isInstanceOf(NotInjectedException.class)
                .hasMessageContaining("node-0 is cordoned by another fault");
        leases.forbid(RUN, "another");
        assertThat(cluster.touchedNodes()).containsExactly("node-0");
    }

    /** The Lease of a fault expires; what it has cordoned does not. */
    @Test
    void aCordonedNodeIsALeftoverWhetherTheLeaseIsThereOrNot() throws Exception {
        assertThat(nodes.cordon("node-0", RUN, FAULT, () -> true)).isTrue();

        List<Leftover> left = environment.leftovers();
        assertThat(left).singleElement().satisfies(one -> {
            assertThat(one.run()).isEqualTo(RUN);
            assertThat(one.fault()).isEqualTo(FAULT);
            assertThat(one.what()).isEqualTo("the cordoned node node-0");
        });
        environment.clear(left.get(0));
        assertThat(cluster.touchedNodes()).isEmpty();
    }

    @Test
    void aZoneWhoseNodesAreAllCordonedIsRefused() throws Exception {
        cluster.cordon("node-1", true);

        assertThatThrownBy(() -> new ZoneLoss().arm(losing())).hasMessageContaining("cordoned already");
        assertThat(environment.leftovers()).isEmpty();
    }

    @Test
    void anApiServerThatDoesNotAnswerConfirmsNothing() throws Exception {
        FaultContext<ZoneLoss.Settings> context = losing();
        try (Fault fault = new ZoneLoss().arm(context)) {
            assertThat(fixture.probedInSilence(fault)).allSatisfy(seen -> {
                assertThat(seen.confirmed()).isFalse();
                assertThat(seen.intact()).isFalse();
            });
            new ZoneLoss().heal(context, fault.handle());
        }
        assertThat(cluster.touchedNodes()).isEmpty();
    }

    @Test
    void aPlanNamesTheNodes() throws Exception {
        assertThat(new ZoneLoss().risks(losing()))
                .containsExactly(
                        "the node node-1 is cordoned: pods of every namespace are scheduled elsewhere or stay Pending");
    }

    private FaultContext<ZoneLoss.Settings> losing() {
        return fixture.context(new ZoneLoss.Settings(null), fixture.targets("zone-1"));
    }
}
