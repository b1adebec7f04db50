package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.fake.EmulatedCluster;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.FaultContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of faults of nodes and workloads, on the lab's Kubernetes API with imagined pods: six on three nodes, each a
 * zone.
 *
 * @param <S> the kind's settings
 */
@Tag("live")
abstract class ClusterFaultContract<S extends FaultSettings> extends FaultContract<S> {
    private static final int SIZE = 6;
    private static final Duration SOON = Duration.ofSeconds(30);

    static final Map<String, KubernetesRole> ROLES = Map.of(
            "shop",
            KubernetesRole.deployment("shop"),
            "zone-1",
            KubernetesRole.zone("node-1"),
            "workers",
            KubernetesRole.nodes(Map.of("kubernetes.io/hostname", "node-1")));

    @TempDir
    private Path folder;

    /** The role whose targets it hits. */
    abstract String role();

    /** A role whose targets it cannot hit. */
    String unfitRole() {
        return "shop";
    }

    @Override
    protected Testbed testbed() throws Exception {
        EmulatedCluster cluster = new EmulatedCluster(folder, SIZE);
        await().atMost(SOON).until(() -> cluster.serving() == SIZE);
        Map<String, KubernetesRole> roles = new HashMap<>(ROLES);
        roles.put("front", KubernetesRole.labels(Map.of("app", "shop")).probed(cluster.front()));
        try (Environment environment = cluster.open(roles)) {
            return new ClusterTestbed(
                    cluster,
                    roles,
                    environment.inventory().inRole(role()),
                    environment.inventory().inRole(unfitRole()).get(0));
        }
    }

    private record ClusterTestbed(
            EmulatedCluster cluster, Map<String, KubernetesRole> roles, List<Target> targets, Target unfitTarget)
            implements Testbed {
        @Override
        public Environment open() throws Exception {
            return cluster.open(roles);
        }

        @Override
        public void assertNoLeftovers() throws Exception {
            try (Environment environment = cluster.open(roles)) {
                assertThat(environment.leftovers()).isEmpty();
            }
            assertThat(cluster.touchedNodes()).isEmpty();
            assertThat(cluster.marked()).isZero();
            assertThat(cluster.policies()).isZero();
            assertThat(cluster.workload().marked()).isFalse();
            assertThat(cluster.workload().replicas()).isEqualTo(SIZE);
            assertThat(cluster.workload().image()).isEqualTo("local/shop");
        }

        @Override
        public Duration timeout() {
            return SOON;
        }

        @Override
        public void close() throws IOException, FaultException {
            cluster.close();
        }
    }
}
