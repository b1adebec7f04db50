package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.probe.ProbeAddress;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of a Kubernetes cluster.
 *
 * @param kubeconfig the file that describes how to reach the cluster; null for the one that kubectl would use
 * @param context which of the file's contexts; null for its present one
 * @param namespace where everything that plays a role is
 * @param server the API server that the context must lead to; null for any
 * @param clusterUid the uid of the namespace kube-system that the cluster must have; null for any
 */
public record KubernetesSettings(
        @Describe("the kubeconfig file; kubectl's own by default") @Nullable
        String kubeconfig,

        @Describe("the kubeconfig's context; its current one by default") @Nullable
        String context,

        @Describe("the namespace of all roles") String namespace,

        @Describe("the URL of the API server that the context must lead to; required when protected") @Nullable
        String server,

        @Describe("the uid of the cluster's namespace kube-system, as 'plan' shows it; any by default") @Nullable
        String clusterUid) {
    /**
     * What plays a role: exactly one of these.
     *
     * @param deployment the pods of a Deployment, which its ReplicaSets control
     * @param statefulSet the pods that a StatefulSet controls
     * @param daemonSet the pods that a DaemonSet controls
     * @param labels the pods that carry all of these, whatever controls them
     * @param zone the nodes of a zone, by their label {@code topology.kubernetes.io/zone}
     * @param nodes the nodes that carry all of these labels
     * @param probe how the pods are reached from here, without a proxy that answers in their place; null when they are not to be
     *     cut off from the network
     */
    public record KubernetesRole(
            @Describe("the name of a Deployment with the role's pods") @Nullable
            String deployment,

            @Describe("the name of a StatefulSet with the role's pods") @Nullable
            String statefulSet,

            @Describe("the name of a DaemonSet with the role's pods") @Nullable
            String daemonSet,

            @Describe("labels that the pods carry, all of them") @Nullable
            Map<String, String> labels,

            @Describe("the zone of the nodes, as their label topology.kubernetes.io/zone names it") @Nullable
            String zone,

            @Describe("labels that the nodes carry, all of them") @Nullable
            Map<String, String> nodes,

            @Describe(
                    "an address that leads straight to the pods, such as http://NODE:PORT/health; only for network-partition")
            @Nullable
            String probe) {
        public KubernetesRole {
            if (probe != null) {
                ProbeAddress.require(probe);
                if (zone != null || nodes != null) {
                    throw new IllegalArgumentException("no probe: the API server says how nodes are");
                }
            }
            long given = Stream.of(deployment, statefulSet, daemonSet, labels, zone, nodes)
                    .filter(Objects::nonNull)
                    .count();
            if (given != 1 || Stream.of(labels, nodes).anyMatch(map -> map != null && map.isEmpty())) {
                throw new IllegalArgumentException("one of deployment, stateful-set, daemon-set and zone with a name,"
                        + " labels that the pods carry, or nodes with labels that they carry");
            }
            labels = labels == null ? null : Map.copyOf(labels);
            nodes = nodes == null ? null : Map.copyOf(nodes);
        }

        /** The pods of a Deployment. */
        public static KubernetesRole deployment(String name) {
            return new KubernetesRole(name, null, null, null, null, null, null);
        }

        /** All pods with these labels. */
        public static KubernetesRole labels(Map<String, String> labels) {
            return new KubernetesRole(null, null, null, labels, null, null, null);
        }

        /** The same pods, which are reached at an address. */
        public KubernetesRole probed(URI address) {
            return new KubernetesRole(deployment, statefulSet, daemonSet, labels, null, null, address.toString());
        }

        /** The nodes of a zone. */
        public static KubernetesRole zone(String name) {
            return new KubernetesRole(null, null, null, null, name, null, null);
        }

        /** The nodes with these labels. */
        public static KubernetesRole nodes(Map<String, String> labels) {
            return new KubernetesRole(null, null, null, null, null, labels, null);
        }

        /** Whether nodes play it, and not pods. */
        boolean isPlace() {
            return zone != null || nodes != null;
        }

        /** The kind of what controls its pods, as {@code Deployment}; empty when the role does not name it. */
        Optional<String> controllerKind() {
            if (deployment != null) {
                return Optional.of(PodController.DEPLOYMENT);
            }
            if (statefulSet != null) {
                return Optional.of(PodController.STATEFUL_SET);
            }
            return daemonSet == null ? Optional.empty() : Optional.of(PodController.DAEMON_SET);
        }

        /** What may be done to the pods that play it, and to what controls them. */
        Set<Capability> ofPods() {
            Set<Capability> offered = new TreeSet<>(Set.of(Capability.PODS));
            controllerKind().ifPresent(kind -> {
                offered.add(Capability.ROLLOUT);
                if (!kind.equals(PodController.DAEMON_SET)) {
                    offered.add(Capability.SCALE);
                }
            });
            if (probe != null) {
                offered.add(Capability.PARTITION);
            }
            return offered;
        }

        /** Where its pods are probed; null where they are not. */
        @Nullable
        URI address() {
            return probe == null ? null : URI.create(probe);
        }

        /** What plays the role is called this before the cluster is queried. */
        String display() {
            if (nodes != null) {
                return "nodes with " + nodes;
            }
            if (deployment != null) {
                return "pods of deployment " + deployment;
            }
            if (statefulSet != null) {
                return "pods of statefulset " + statefulSet;
            }
            return daemonSet == null ? "pods with " + labels : "pods of daemonset " + daemonSet;
        }
    }
}
