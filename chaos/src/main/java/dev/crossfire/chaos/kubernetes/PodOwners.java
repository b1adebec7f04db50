package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pod.PodOwner;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keeps the number of pods in a namespace, and how many it wants. */
record PodOwners(ApiServer cluster, String namespace) {
    private static final Set<String> COUNTED = Set.of(
            PodController.DEPLOYMENT, PodController.REPLICA_SET, PodController.STATEFUL_SET, PodController.DAEMON_SET);

    /** What controls an object; null when nothing does. */
    static @Nullable PodOwner controller(HasMetadata object) {
        return PodController.controllerOf(object)
                .map(owner -> new PodOwner(owner.getKind(), owner.getName()))
                .orElse(null);
    }

    /** Those of pods; empty when one of the pods has none, or one that does not say how many it wants. */
    Set<PodOwner> of(List<Pod> pods) throws FaultException {
        Set<PodOwner> owners = new LinkedHashSet<>();
        for (Pod pod : pods) {
            PodOwner owner = pod.controller();
            if (owner == null || !COUNTED.contains(owner.kind())) {
                return Set.of();
            }
            owners.add(owner);
        }
        Set<PodOwner> top = new LinkedHashSet<>();
        for (PodOwner owner : owners) {
            top.add(above(owner));
        }
        return top;
    }

    /** A ReplicaSet of a Deployment has as many pods as the Deployment gives it. */
    private PodOwner above(PodOwner owner) throws FaultException {
        if (!owner.kind().equals(PodController.REPLICA_SET)) {
            return owner;
        }
        HasMetadata set = find(owner);
        PodOwner deployment = set == null ? null : controller(set);
        return deployment != null && deployment.kind().equals(PodController.DEPLOYMENT) ? deployment : owner;
    }

    /** How many replicas they desire together. */
    long desiredReplicas(Set<PodOwner> owners) throws FaultException {
        long desired = 0;
        for (PodOwner owner : owners) {
            desired += desiredReplicas(find(owner));
        }
        return desired;
    }

    private static long desiredReplicas(@Nullable HasMetadata found) {
        @Nullable Integer desired = 0;
        if (found instanceof Deployment deployment) {
            desired = deployment.getSpec().getReplicas();
        } else if (found instanceof ReplicaSet set) {
            desired = set.getSpec().getReplicas();
        } else if (found instanceof StatefulSet set) {
            desired = set.getSpec().getReplicas();
        } else if (found instanceof DaemonSet set) {
            desired = set.getStatus() == null ? null : set.getStatus().getDesiredNumberScheduled();
        }
        // As Kubernetes reads a manifest that leaves it out.
        return desired == null ? 1 : desired;
    }

    private @Nullable HasMetadata find(PodOwner owner) throws FaultException {
        var apps = cluster.client().apps();
        return cluster.request(
                "read " + owner.kind() + " " + namespace + "/" + owner.name(), () -> switch (owner.kind()) {
                    case PodController.DEPLOYMENT ->
                        apps.deployments()
                                .inNamespace(namespace)
                                .withName(owner.name())
                                .get();
                    case PodController.REPLICA_SET ->
                        apps.replicaSets()
                                .inNamespace(namespace)
                                .withName(owner.name())
                                .get();
                    case PodController.STATEFUL_SET ->
                        apps.statefulSets()
                                .inNamespace(namespace)
                                .withName(owner.name())
                                .get();
                    default ->
                        apps.daemonSets()
                                .inNamespace(namespace)
                                .withName(owner.name())
                                .get();
                });
    }
}
