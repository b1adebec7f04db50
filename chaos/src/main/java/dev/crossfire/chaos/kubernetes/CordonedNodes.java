package dev.crossfire.chaos.kubernetes;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that faults have cordoned. A node carries a mark before it is cordoned, and is cordoned only in the version that was
 * read with the mark: a process that removes the mark makes sure that a request which is still on its way is refused.
 *
 * <p>Only what a fault has cordoned itself is uncordoned. Marks name the namespace, because nodes belong to no environment alone.
 */
record CordonedNodes(ApiServer cluster, String namespace) implements ClusterChanges {
    private static final String CORDONED_BY = "crossfire.dev/cordoned-by";
    private static final String NAMESPACE = "crossfire.dev/namespace";
    /** On a node that a fault has marked and cordoned, and not on one that others have cordoned since it was marked. */
    private static final String CORDONED = "crossfire.dev/cordoned";

    private static final PatchContext MERGED = PatchContext.of(PatchType.JSON_MERGE);
    private static final int ATTEMPTS = 10;

    /** Whether no pod is scheduled on a node, by whatever decision. */
    static boolean isCordoned(Node node) {
        return Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    }

    /** Whether a fault of this namespace has cordoned a node. */
    boolean isOurs(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return isCordonedByFault(node) && namespace.equals(labels == null ? null : labels.get(NAMESPACE));
    }

    private static boolean isCordonedByFault(Node node) {
        Map<String, String> noted = node.getMetadata().getAnnotations();
        return isCordoned(node) && noted != null && noted.containsKey(CORDONED);
    }

    private static @Nullable String mark(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return labels == null ? null : labels.get(CORDONED_BY);
    }

    /**
     * Cordons a node.
     *
     * @param permission asked directly before the node is changed
     * @return false when it does not exist any more, or others have cordoned it
     * @throws NotInjectedException when the permission has ended, or another fault has the node
     */
    boolean cordon(String name, String run, String fault, Permission permission) throws FaultException {
        String lease = ClusterLeases.name(run, fault);
        for (int i = 0; i < ATTEMPTS; i++) {
            Node node = read(name);
            if (node == null) {
                return false;
            }
            String mark = mark(node);
            if (mark != null && !mark.equals(lease)) {
                throw new NotInjectedException(
                        "node " + name + " is cordoned by another fault of Crossfire; wait until that is healed");
            }
            boolean allowed = permission.isValid();
            if (isCordoned(node) || !allowed) {
                if (isCordonedByFault(node) && allowed) {
                    return true;
                }
                if (mark != null) {
                    release(node, lease);
                }
                if (!allowed) {
                    throw new NotInjectedException(
                            "the fault's permission to cordon node " + name + " was removed: the fault was healed");
                }
                return false;
            }
            if (mark == null) {
                patch(node, Map.of(CORDONED_BY, lease, NAMESPACE, namespace), Map.of(RUN, run, FAULT, fault), Map.of());
            } else if (patch(node, Map.of(), Map.of(CORDONED, "true"), Map.of("unschedulable", true))) {
                return true;
            }
        }
        throw new FaultException("node " + name + " changed " + ATTEMPTS + " times while it was to be cordoned");
    }

    @Override
    public void release(String lease) throws FaultException {
        for (Node marked : marked(lease)) {
            release(marked, lease);
        }
    }

    private void release(Node first, String lease) throws FaultException {
        String name = first.getMetadata().getName();
        Node node = first;
        for (int i = 0; i < ATTEMPTS; i++) {
            if (node == null || !lease.equals(mark(node))) {
                return;
            }
            Map<String, @Nullable Object> spec = new HashMap<>();
            if (isCordonedByFault(node)) {
                spec.put("unschedulable", null);
            }
            if (patch(node, absent(CORDONED_BY, NAMESPACE), absent(RUN, FAULT, CORDONED), spec)) {
                return;
            }
            node = read(name);
        }
        throw new FaultException(
                "node " + name + " changed " + ATTEMPTS + " times while it was to be uncordoned; heal again");
    }

    private static Map<String, @Nullable Object> absent(String... keys) {
        Map<String, @Nullable Object> absent = new HashMap<>();
        for (String key : keys) {
            absent.put(key, null);
        }
        return absent;
    }

    @Override
    public Map<String, ChangesOfFault> byFault() throws FaultException {
        Map<String, List<Node>> nodes =
                marked(null).stream().collect(Collectors.groupingBy(node -> String.valueOf(mark(node))));
        Map<String, ChangesOfFault> byFault = new TreeMap<>();
        nodes.forEach((lease, marked) -> {
            byFault.put(
                    lease,
                    ChangesOfFault.noted(
                            marked.get(0).getMetadata().getAnnotations(),
                            (marked.size() == 1 ? "the cordoned node " : "the cordoned nodes ")
                                    + marked.stream()
                                            .map(node -> node.getMetadata().getName())
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        });
        return byFault;
    }

    /** The nodes that a fault has marked; of all faults of the namespace when {@code lease} is null. */
    private List<Node> marked(@Nullable String lease) throws FaultException {
        return cluster.request("list the nodes that are marked", () -> {
            var ours = cluster.client().nodes().withLabel(NAMESPACE, namespace);
            return (lease == null ? ours.withLabel(CORDONED_BY) : ours.withLabel(CORDONED_BY, lease))
                    .list()
                    .getItems();
        });
    }

    private @Nullable Node read(String name) throws FaultException {
        return cluster.request(
                "read node " + name,
                () -> cluster.client().nodes().withName(name).get());
    }

    /**
     * Changes a node in the version that was read.
     *
     * @param labels to set, or to remove where they are null; annotations and spec likewise
     * @return false when it has changed since, or does not exist any more
     */
    private boolean patch(Node read, Map<String, ?> labels, Map<String, ?> annotations, Map<String, ?> spec)
            throws FaultException {
        String name = read.getMetadata().getName();
        Map<String, Object> metadata = Map.of(
                "resourceVersion",
                read.getMetadata().getResourceVersion(),
                "labels",
                labels,
                "annotations",
                annotations);
        String patch = cluster.client().getKubernetesSerialization().asJson(Map.of("metadata", metadata, "spec", spec));
        try {
            cluster.client().nodes().withName(name).patch(MERGED, patch);
            return true;
        } catch (KubernetesClientException refused) {
            if (ApiServer.isGone(refused)) {
                return false;
            }
            throw cluster.problem("cordon or uncordon node " + name, refused);
        }
    }
}
