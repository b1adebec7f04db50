package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.fake.EmulatedCluster;
import dev.crossfire.chaos.fake.KubernetesFixture;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.FaultyProxy;
import dev.crossfire.testkit.FaultyProxy.Behaviour;
import dev.crossfire.testkit.MachineClock;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lab's Kubernetes API with six imagined pods, whose environment is opened through a proxy that can fail. */
final class ProxiedCluster implements AutoCloseable {
    static final int SIZE = 6;
    static final Duration SOON = Duration.ofSeconds(30);
    static final String RUN = "run-1";
    static final String FAULT = "fault-1";

    final EmulatedCluster emulated;
    final FaultyProxy proxy;
    final ApiServer server;
    final Environment environment;

    ProxiedCluster(Path folder) throws Exception {
        emulated = new EmulatedCluster(folder, SIZE);
        await().atMost(SOON).until(() -> emulated.serving() == SIZE);
        proxy = new FaultyProxy(emulated.uri(), HttpClient.newHttpClient());
        Path file = Files.writeString(
                folder.resolve("proxied"), proxy.kubeconfig(emulated.token(), EmulatedCluster.NAMESPACE));
        Map<String, KubernetesRole> roles = new HashMap<>(ClusterFaultContract.ROLES);
        roles.put("front", KubernetesRole.labels(Map.of("app", "shop")).probed(emulated.front()));
        environment = KubernetesFixture.open(file, EmulatedCluster.NAMESPACE, roles);
        Kubeconfig kubeconfig = Kubeconfig.read(file.toString());
        server = ApiServer.of(
                kubeconfig,
                kubeconfig.follow(null, new ArrayList<>()).orElseThrow().context(),
                new MachineClock());
    }

    /** The Leases of faults that make these changes. */
    ClusterLeases leases(ClusterChanges changes) {
        return new ClusterLeases(server, EmulatedCluster.NAMESPACE, List.of(changes), new MachineClock());
    }

    List<Target> targets(String role) {
        return environment.inventory().inRole(role);
    }

    <S extends FaultSettings> FaultContext<S> context(S settings, List<Target> targets) {
        return new FaultContext<>(RUN, FAULT, settings, SOON, targets, environment);
    }

    /** Injects a fault while the API server refuses connections, and returns what it sees of a server that refuses and one that stalls. */
    List<ProbeResult> probedInSilence(Fault fault) {
        proxy.behave(Behaviour.REFUSED);
        assertThatThrownBy(fault::inject).isInstanceOf(FaultException.class);
        List<ProbeResult> seen = new ArrayList<>();
        for (Behaviour silence : List.of(Behaviour.REFUSED, Behaviour.STALLED)) {
            proxy.behave(silence);
            seen.add(fault.probe());
        }
        proxy.behave(Behaviour.PASSING);
        return seen;
    }

    @Override
    public void close() {
        server.close();
        environment.close();
        proxy.close();
        emulated.close();
    }
}
