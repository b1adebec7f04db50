package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How many pods must stay ready: what evictions respect and deletions do not. */
final class Budgets {
    private final Store store;

    Budgets(Store store) {
        this.store = store;
    }

    /**
     * Refuses the eviction of a pod that is needed.
     *
     * @throws ApiException naming the budget
     */
    void check(ObjectNode pod) {
        for (ObjectNode budget :
                store.list(ResourceKind.BUDGET, KubernetesJson.namespace(pod)).items()) {
            if (selector(budget).matches(pod) && KubernetesJson.holds(pod, "Ready") && allowed(budget) <= 0) {
                throw ApiException.budget(
                        "Cannot evict pod as it would violate the pod's disruption budget. The disruption budget "
                                + KubernetesJson.name(budget) + " needs " + desired(budget) + " healthy pods and has "
                                + healthy(budget) + " currently");
            }
        }
    }

    /** Updates the status of every budget. */
    void tick() {
        for (ObjectNode budget : store.list(ResourceKind.BUDGET, "").items()) {
            store.edit(
                    ResourceKind.BUDGET,
                    KubernetesJson.namespace(budget),
                    KubernetesJson.name(budget),
                    next -> next.withObject("/status")
                            .put(
                                    "observedGeneration",
                                    budget.at("/metadata/generation").asLong())
                            .put("expectedPods", pods(budget).size())
                            .put("currentHealthy", healthy(budget))
                            .put("desiredHealthy", desired(budget))
                            .put("disruptionsAllowed", Math.max(0, allowed(budget))));
        }
    }

    private int allowed(ObjectNode budget) {
        return healthy(budget) - desired(budget);
    }

    private int healthy(ObjectNode budget) {
        return (int) pods(budget).stream()
                .filter(pod -> !KubernetesJson.isLeaving(pod) && KubernetesJson.holds(pod, "Ready"))
                .count();
    }

    private int desired(ObjectNode budget) {
        int expected = pods(budget).size();
        JsonNode least = budget.at("/spec/minAvailable");
        if (!least.isMissingNode()) {
            return number(least, expected);
        }
        return expected - number(budget.at("/spec/maxUnavailable"), expected);
    }

    /** A number, or a percentage of the pods, rounded up. */
    private static int number(JsonNode value, int expected) {
        String text = value.asText("0");
        return text.endsWith("%")
                ? (int) Math.ceil(Integer.parseInt(text.substring(0, text.length() - 1)) * expected / 100.0)
                : Integer.parseInt(text);
    }

    private List<ObjectNode> pods(ObjectNode budget) {
        return store.list(ResourceKind.POD, KubernetesJson.namespace(budget)).items().stream()
                .filter(selector(budget)::matches)
                .toList();
    }

    private static Selector selector(ObjectNode budget) {
        return Selector.labelled(KubernetesJson.texts(budget.at("/spec/selector/matchLabels")));
    }
}
