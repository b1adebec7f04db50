package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Observes a zone or a node through the API server. It is lost when a fault has cordoned it and none of the namespace's pods
 * serves there; it is intact when no fault has cordoned it and the roles have as many ready pods as their owners want.
 *
 * <p>Everything else proves nothing, an API server that does not answer least of all.
 */
final class NodeProbe implements ProbeClient {
    private final ApiServer cluster;
    private final String namespace;
    private final Target place;
    private final List<Pods> workloads;
    private final RunClock clock;

    /**
     * A probe of one zone or node.
     *
     * @param workloads the roles' pods, wherever they are
     */
    NodeProbe(ApiServer cluster, String namespace, Target place, Map<String, PodSelection> workloads, RunClock clock) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.place = place;
        this.workloads = workloads.values().stream()
                .<Pods>map(workload -> new ClusterPods(workload, pod -> true, clock))
                .toList();
        this.clock = clock;
    }

    @Override
    public ProbeReply request() {
        Duration began = clock.elapsed();
        try {
            List<Node> nodes = NodesOfTarget.of(cluster, place);
            if (nodes.isEmpty()) {
                return new ProbeReply.Inconclusive("it has no node");
            }
            CordonedNodes cordoned = new CordonedNodes(cluster, namespace);
            if (nodes.stream().anyMatch(cordoned::isOurs)) {
                long serving = serving(nodes);
                return serving == 0
                        ? new ProbeReply.Refused("its nodes are cordoned, and no pod serves there")
                        : new ProbeReply.Inconclusive("is cordoned, and " + serving + " pods still serve there");
            }
            for (Pods workload : workloads) {
                List<Pod> pods = workload.list();
                long serving = pods.stream().filter(Pod::serves).count();
                long desired = workload.desiredReplicas(workload.owners(pods));
                if (serving < desired) {
                    return new ProbeReply.Inconclusive("is not cordoned, and " + serving + " of " + desired
                            + " pods of " + workload.workload() + " serve");
                }
            }
            return new ProbeReply.Answered(clock.elapsed().minus(began), "");
        } catch (FaultException unknown) {
            return new ProbeReply.Inconclusive("is in an unknown state: " + unknown.getMessage());
        }
    }

    private long serving(List<Node> nodes) throws FaultException {
        Set<String> names =
                nodes.stream().map(node -> node.getMetadata().getName()).collect(Collectors.toSet());
        return NodesOfTarget.pods(cluster, namespace).stream()
                .filter(pod -> names.contains(String.valueOf(pod.getSpec().getNodeName())))
                .filter(pod -> !NodesOfTarget.stays(pod))
                .filter(pod -> ApiServer.pod(pod).serves())
                .count();
    }

    /** The API server's answer says all. */
    @Override
    public int baseline() {
        return 1;
    }

    @Override
    public ProbeReply late() {
        return new ProbeReply.Inconclusive("is in an unknown state: the API server is slow");
    }

    /** The connection is the environment's. */
    @Override
    public void close() {}
}
