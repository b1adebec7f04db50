package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pods that belong together: those of one controller, or all that carry certain labels.
 *
 * @param selector that all of them match
 * @param controller null when the selector alone decides
 */
record PodSelection(
        ApiServer cluster,
        String namespace,
        LabelSelector selector,
        @Nullable PodController controller) {
    /** All pods with these labels, whatever controls them. */
    static PodSelection labelled(ApiServer cluster, String namespace, Map<String, String> labels) {
        LabelSelector selector =
                new LabelSelectorBuilder().withMatchLabels(labels).build();
        return new PodSelection(cluster, namespace, selector, null);
    }

    /** The pods of a controller. */
    static PodSelection controlled(ApiServer cluster, String namespace, PodController controller) {
        return new PodSelection(cluster, namespace, controller.selector(), controller);
    }

    /** The kinds of the controllers of some of them. */
    static Set<String> controllerKinds(Collection<PodSelection> selections) {
        return selections.stream()
                .map(PodSelection::controller)
                .filter(Objects::nonNull)
                .map(PodController::kind)
                .collect(Collectors.toSet());
    }

    /** How messages call it. */
    String name() {
        if (controller != null) {
            return namespace + "/" + controller.display();
        }
        return namespace + "/"
                + new TreeMap<>(selector.getMatchLabels())
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(","));
    }

    /** Every pod, ended ones too. */
    List<Pod> list() throws FaultException {
        return listed().stream().map(ApiServer::pod).toList();
    }

    /** Every pod as the cluster describes it, ended ones too. */
    List<io.fabric8.kubernetes.api.model.Pod> listed() throws FaultException {
        var pods = cluster.request(
                "list the pods of " + name(), () -> query().list().getItems());
        // In this order: a ReplicaSet is older than its pods.
        Set<String> sets = hasReplicaSets() ? replicaSets() : Set.of();
        return pods.stream().filter(pod -> includes(pod, sets)).toList();
    }

    private Set<String> replicaSets() throws FaultException {
        return uids(cluster
                .request(
                        "list the replicasets of " + name(), () -> sets().list().getItems())
                .stream());
    }

    private boolean hasReplicaSets() {
        return controller != null && controller.hasReplicaSets();
    }

    private boolean includes(io.fabric8.kubernetes.api.model.Pod pod, Set<String> replicaSets) {
        return controller == null || controller.includes(pod, replicaSets);
    }

    private Set<String> uids(Stream<ReplicaSet> sets) {
        PodController owner = controller;
        return owner == null
                ? Set.of()
                : sets.filter(owner::controls)
                        .map(set -> set.getMetadata().getUid())
                        .collect(Collectors.toSet());
    }

    /** Whether a selector selects what carries these labels; null for none. */
    static boolean matches(LabelSelector selector, @Nullable Map<String, String> labels) {
        Map<String, String> carried = labels == null ? Map.of() : labels;
        Map<String, String> required = selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
        return carried.entrySet().containsAll(required.entrySet())
                && selector.getMatchExpressions().stream().allMatch(one -> matches(one, carried));
    }

    private static boolean matches(LabelSelectorRequirement one, Map<String, String> labels) {
        String value = labels.get(one.getKey());
        return switch (one.getOperator()) {
            case "In" -> value != null && one.getValues().contains(value);
            case "NotIn" -> value == null || !one.getValues().contains(value);
            case "Exists" -> value != null;
            default -> value == null;
        };
    }

    private FilterWatchListDeletable<io.fabric8.kubernetes.api.model.Pod, PodList, PodResource> query() {
        return cluster.client().pods().inNamespace(namespace).withLabelSelector(selector);
    }

    private FilterWatchListDeletable<ReplicaSet, ReplicaSetList, RollableScalableResource<ReplicaSet>> sets() {
        return cluster.client().apps().replicaSets().inNamespace(namespace).withLabelSelector(selector);
    }
}
