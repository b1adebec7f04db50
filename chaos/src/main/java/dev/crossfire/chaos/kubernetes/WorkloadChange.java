package dev.crossfire.chaos.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One field of a Deployment, StatefulSet or DaemonSet that a fault changes.
 *
 * @param container whose image it is; null for a field of the workload itself
 */
record WorkloadChange(ChangedField field, @Nullable String container, String value) {
    private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The fields that faults change. */
    enum ChangedField {
        /** How many pods there are to be. */
        REPLICAS,
        /** The image of a container. */
        IMAGE,
        /** An annotation of the pods, as {@code kubectl rollout restart} sets it; it is not restored. */
        RESTART
    }

    static WorkloadChange replicas(int number) {
        return new WorkloadChange(ChangedField.REPLICAS, null, Integer.toString(number));
    }

    static WorkloadChange image(String container, String image) {
        return new WorkloadChange(ChangedField.IMAGE, container, image);
    }

    static WorkloadChange restart(String time) {
        return new WorkloadChange(ChangedField.RESTART, null, time);
    }

    /** The same field with another value. */
    WorkloadChange with(String other) {
        return new WorkloadChange(field, container, other);
    }

    /**
     * The field's value in a workload.
     *
     * @return null when it has none
     */
    @Nullable
    String in(JsonNode workload) {
        JsonNode spec = workload.path("spec");
        JsonNode found =
                switch (field) {
                    case REPLICAS -> spec.path("replicas");
                    case RESTART -> spec.at("/template/metadata/annotations").path(RESTARTED);
                    case IMAGE ->
                        spec.at("/template/spec/containers")
                                .valueStream()
                                .filter(one -> one.path("name").asText().equals(container))
                                .findFirst()
                                .<JsonNode>map(one -> one.path("image"))
                                .orElse(JSON.missingNode());
                };
        return found.isMissingNode() ? null : found.asText();
    }

    /** A strategic merge patch of the workload's spec that sets the value. */
    ObjectNode patch() {
        ObjectNode spec = JSON.createObjectNode();
        switch (field) {
            case REPLICAS -> spec.put("replicas", Integer.parseInt(value));
            case RESTART -> spec.withObject("/template/metadata/annotations").put(RESTARTED, value);
            case IMAGE ->
                spec.withObject("/template/spec")
                        .putArray("containers")
                        .addObject()
                        .put("name", container)
                        .put("image", value);
        }
        return spec;
    }
}
