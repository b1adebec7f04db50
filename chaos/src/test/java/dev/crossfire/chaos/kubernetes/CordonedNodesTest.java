package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.fake.EmulatedCluster;
import dev.crossfire.chaos.fake.KubernetesFixture;
import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.FaultyProxy;
import dev.crossfire.testkit.FaultyProxy.Behaviour;
import dev.crossfire.testkit.MachineClock;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final String RUN = "run-1";
    private static final String FAULT = "dark";
    private static final int SIZE = 6;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private EmulatedCluster cluster;
    private FaultyProxy proxy;
    private ApiServer server;
    private ClusterLeases leases;
    private CordonedNodes nodes;
    private Environment environment;

    @BeforeEach
    void begin() throws Exception {
        cluster = new EmulatedCluster(folder, SIZE);
        await().atMost(SOON).until(() -> cluster.serving() == SIZE);
        proxy = new FaultyProxy(cluster.uri(), HttpClient.newHttpClient());
        Path file = Files.writeString(
                folder.resolve("proxied"), proxy.kubeconfig(cluster.token(), EmulatedCluster.NAMESPACE));
        environment = KubernetesFixture.open(file, EmulatedCluster.NAMESPACE, ClusterFaultContract.ROLES);
        Kubeconfig kubeconfig = Kubeconfig.read(file.toString());
        server = ApiServer.of(
                kubeconfig,
                kubeconfig.follow(null, new ArrayList<>()).orElseThrow().context(),
                new MachineClock());
        leases = new ClusterLeases(server, EmulatedCluster.NAMESPACE, new MachineClock());
        nodes = new CordonedNodes(server, EmulatedCluster.NAMESPACE);
    }

    @AfterEach
    void end() {
        server.close();
        environment.close();
        proxy.close();
        cluster.close();
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
            proxy.behave(Behaviour.REFUSED);
            assertThatThrownBy(fault::inject).isInstanceOf(FaultException.class);
            for (Behaviour silence : List.of(Behaviour.REFUSED, Behaviour.STALLED)) {
                proxy.behave(silence);
                ProbeResult seen = fault.probe();
                assertThat(seen.confirmed()).isFalse();
                assertThat(seen.intact()).isFalse();
            }
            proxy.behave(Behaviour.PASSING);
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
        List<Target> zone = environment.inventory().inRole("zone-1");
        return new FaultContext<>(RUN, FAULT, new ZoneLoss.Settings(null), SOON, zone, environment);
    }
}
