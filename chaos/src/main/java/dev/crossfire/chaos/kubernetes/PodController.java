package dev.crossfire.chaos.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A Deployment, a StatefulSet or a DaemonSet. Its pods are those that it controls, a Deployment's through its
 * ReplicaSets; a pod that only carries similar labels is not among them.
 *
 * @param kind as Kubernetes writes it, such as {@code StatefulSet}
 * @param selector which pods it looks for
 */
record PodController(String kind, String name, String uid, LabelSelector selector) {
    static final String DEPLOYMENT = "Deployment";
    static final String REPLICA_SET = "ReplicaSet";
    static final String STATEFUL_SET = "StatefulSet";
    static final String DAEMON_SET = "DaemonSet";

    /** How messages call it, as {@code deployment/web}. */
    String display() {
        return kind.toLowerCase(Locale.ROOT) + "/" + name;
    }

    /** How paths and rights call workloads of a kind, as {@code deployments}. */
    static String plural(String kind) {
        return kind.toLowerCase(Locale.ROOT) + "s";
    }

    /** Whether its pods belong to ReplicaSets that belong to it. */
    boolean hasReplicaSets() {
        return kind.equals(DEPLOYMENT);
    }

    /** Whether something is controlled by it directly. */
    boolean controls(HasMetadata object) {
        return controllerOf(object)
                .map(OwnerReference::getUid)
                .filter(uid::equals)
                .isPresent();
    }

    /**
     * Whether a pod is one of its own.
     *
     * @param replicaSets the uids of its ReplicaSets
     */
    boolean includes(Pod pod, Set<String> replicaSets) {
        return hasReplicaSets()
                ? controllerOf(pod)
                        .map(OwnerReference::getUid)
                        .filter(replicaSets::contains)
                        .isPresent()
                : controls(pod);
    }

    /** The one object that controls another; empty when none does. */
    static Optional<OwnerReference> controllerOf(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }
}
