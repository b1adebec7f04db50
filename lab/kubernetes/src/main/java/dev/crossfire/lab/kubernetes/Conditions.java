package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The conditions in an object's status; the time of each is when it last changed. */
final class Conditions {
    private Conditions() {}

    static void set(ObjectNode object, String type, boolean holds, String reason, String message, Instant now) {
        ArrayNode all = object.withObject("/status").withArray("conditions");
        ObjectNode condition = find(all, type);
        String status = holds ? "True" : "False";
        if (!condition.path("status").asText().equals(status)) {
            condition.put("status", status).put("lastTransitionTime", KubernetesJson.time(now));
            condition.put("lastUpdateTime", KubernetesJson.time(now));
        }
        condition.put("reason", reason).put("message", message);
    }

    private static ObjectNode find(ArrayNode all, String type) {
        for (JsonNode one : all) {
            if (one.path("type").asText().equals(type) && one instanceof ObjectNode condition) {
                return condition;
            }
        }
        return all.addObject().put("type", type);
    }
}
