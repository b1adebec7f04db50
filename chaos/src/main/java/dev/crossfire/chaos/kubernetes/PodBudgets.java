package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pods.DisruptionBudget;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The PodDisruptionBudgets of a namespace. */
record PodBudgets(ApiServer cluster, String namespace) {
    /** Those that protect at least one of some pods. */
    List<DisruptionBudget> of(List<Pod> pods) throws FaultException {
        List<PodDisruptionBudget> all =
                cluster.request("list the poddisruptionbudgets in " + namespace, () -> cluster.client()
                        .policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(namespace)
                        .list()
                        .getItems());
        return all.stream()
                .map(budget -> new DisruptionBudget(
                        budget.getMetadata().getName(), allowed(budget), protectedBy(budget, pods)))
                .filter(budget -> !budget.pods().isEmpty())
                .toList();
    }

    private static int allowed(PodDisruptionBudget budget) {
        Integer allowed = budget.getStatus() == null ? null : budget.getStatus().getDisruptionsAllowed();
        return allowed == null ? 0 : allowed;
    }

    private static Set<String> protectedBy(PodDisruptionBudget budget, List<Pod> pods) {
        LabelSelector selector = budget.getSpec().getSelector();
        return pods.stream()
                .filter(pod ->
                        selector != null && matches(selector, pod.getMetadata().getLabels()))
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private static boolean matches(LabelSelector selector, @Nullable Map<String, String> labels) {
        Map<String, String> carried = labels == null ? Map.of() : labels;
        Map<String, String> wanted = selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
        return carried.entrySet().containsAll(wanted.entrySet())
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
}
