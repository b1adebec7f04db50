package dev.crossfire.chaos.kubernetes;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes of a target that is a zone or a node, and the pods on them. */
final class NodesOfTarget {
    static final String ZONE = "kubernetes:zone";
    static final String NODE = "kubernetes:node";
    static final String ZONE_LABEL = "topology.kubernetes.io/zone";

    /** On a pod that the node itself keeps, whatever the API server is requested to do. */
    private static final String MIRROR = "kubernetes.io/config.mirror";

    /** An evicted pod has failed. */
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private NodesOfTarget() {}

    /** A zone as a target. */
    static Target zone(String role, String zone, Map<String, String> tags) {
        return new Target(role, ZONE, "nodes/" + zone, zone, Set.of(Capability.POWER), tags, address(zone));
    }

    /** A node, or what stands for nodes before the cluster is queried, as a target. */
    static Target node(String role, String name, @Nullable String zone, Map<String, String> tags) {
        return new Target(role, NODE, name, zone, Set.of(Capability.DRAIN), tags, address(name));
    }

    /** What the API server reports on is probed there. */
    private static URI address(String name) {
        return URI.create("kubernetes:" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    static boolean isPlace(Target target) {
        return target.type().equals(ZONE) || target.type().equals(NODE);
    }

    /** The nodes of a zone, or the node itself; empty when they are gone. */
    static List<Node> of(ApiServer cluster, Target target) throws FaultException {
        if (target.type().equals(NODE)) {
            Node node = cluster.request(
                    "read node " + target.id(),
                    () -> cluster.client().nodes().withName(target.id()).get());
            return node == null ? List.of() : List.of(node);
        }
        String zone = Objects.requireNonNull(target.zone());
        return cluster.request("list the nodes of zone " + zone, () -> cluster.client()
                .nodes()
                .withLabel(ZONE_LABEL, zone)
                .list()
                .getItems());
    }

    /** Every pod of a namespace. */
    static List<Pod> pods(ApiServer cluster, String namespace) throws FaultException {
        return cluster.request(
                "list the pods in " + namespace,
                () -> cluster.client().pods().inNamespace(namespace).list().getItems());
    }

    /** Whether a pod would be back on its node at once: a DaemonSet's, or one that the node itself keeps. */
    static boolean stays(Pod pod) {
        boolean mirror = pod.getMetadata().getAnnotations() != null
                && pod.getMetadata().getAnnotations().containsKey(MIRROR);
        return mirror
                || PodController.controllerOf(pod)
                        .filter(owner -> owner.getKind().equals(PodController.DAEMON_SET))
                        .isPresent();
    }

    /** Whether a pod has neither ended nor is being deleted. */
    static boolean isAlive(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return pod.getMetadata().getDeletionTimestamp() == null && !ENDED.contains(String.valueOf(phase));
    }
}
