package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The API's objects are JSON trees; this reads what all of them have. */
final class KubernetesJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private KubernetesJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Reads a body. */
    static JsonNode read(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw ApiException.badRequest("the body is no JSON document: " + e.getMessage());
        }
    }

    /** Reads a body that must be an object. */
    static ObjectNode readObject(String body) {
        if (read(body) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("the body is no JSON object");
    }

    static byte[] write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON has no JSON form", e);
        }
    }

    static ObjectNode metadata(ObjectNode object) {
        return object.withObject("/metadata");
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    /** Returns an object's namespace; empty when it is in none. */
    static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText("");
    }

    static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText();
    }

    static boolean isLeaving(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }

    static Map<String, String> labels(JsonNode object) {
        return texts(object.path("metadata").path("labels"));
    }

    static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** Writes a time as the API does, in whole seconds. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns whether an object has a condition, and it is true. */
    static boolean holds(JsonNode object, String condition) {
        for (JsonNode one : object.path("status").path("conditions")) {
            if (one.path("type").asText().equals(condition)) {
                return one.path("status").asText().equals("True");
            }
        }
        return false;
    }

    /** Drops empty values: clients write fields that they do not set as null or as an empty object. */
    static ObjectNode pruned(JsonNode object) {
        ObjectNode pruned = object();
        object.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                value = pruned(value);
            } else if (value instanceof ArrayNode list) {
                ArrayNode kept = list.arrayNode();
                list.forEach(item -> kept.add(item.isObject() ? pruned(item) : item));
                value = kept;
            }
            if (!value.isNull() && !(value.isObject() && value.isEmpty())) {
                pruned.set(entry.getKey(), value);
            }
        });
        return pruned;
    }

    /** The conditions in an object's status; the time of each is when it last changed. */
    static final class Conditions {
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
}
