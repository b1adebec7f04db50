package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The three kinds of patch: JSON patch, merge patch, and Kubernetes' own strategic merge patch. */
final class Patches {
    /** The key that identifies the entries of a list; other lists are replaced whole. */
    private static final Map<String, String> MERGE_KEYS = Map.of(
            "conditions", "type",
            "containers", "name",
            "env", "name",
            "ownerReferences", "uid",
            "ports", "containerPort",
            "taints", "key",
            "volumes", "name");

    private static final String DIRECTIVE = "$patch";

    private Patches() {}

    /**
     * Applies a patch.
     *
     * @param type the request's content type, which determines the kind of patch
     * @throws ApiException if it cannot be applied
     */
    static ObjectNode apply(String type, JsonNode patch, ObjectNode now) {
        return switch (type) {
            case "application/json-patch+json" -> json(patch, now);
            case "application/merge-patch+json" -> object(merge(patch, now.deepCopy(), false));
            case "application/strategic-merge-patch+json" -> object(merge(patch, now.deepCopy(), true));
            default -> throw ApiException.unsupported(type);
        };
    }

    private static ObjectNode json(JsonNode patch, ObjectNode now) {
        try {
            return object(JsonPatch.apply(patch, now));
        } catch (JsonPatchException e) {
            throw ApiException.badRequest("the JSON patch cannot be applied: " + e.getMessage());
        }
    }

    private static ObjectNode object(JsonNode patched) {
        if (patched instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("the patch leaves no JSON object");
    }

    private static JsonNode merge(JsonNode patch, @Nullable JsonNode now, boolean strategic) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        if (strategic && changes.path(DIRECTIVE).asText().equals("replace")) {
            return changes.deepCopy().without(DIRECTIVE);
        }
        ObjectNode merged = now instanceof ObjectNode object ? object : KubernetesJson.object();
        changes.properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (strategic && key.startsWith("$")) {
                // The order of lists and the keys to keep: hints that change nothing here.
                return;
            }
            if (value.isNull()) {
                merged.remove(key);
            } else if (strategic && value instanceof ArrayNode list && MERGE_KEYS.containsKey(key)) {
                merged.set(key, mergeList(list, merged.path(key), MERGE_KEYS.get(key)));
            } else {
                merged.set(key, merge(value, merged.get(key), strategic));
            }
        });
        return merged;
    }

    private static ArrayNode mergeList(ArrayNode changes, JsonNode now, @Nullable String mergeKey) {
        ArrayNode merged = now instanceof ArrayNode list ? list : changes.arrayNode();
        for (JsonNode change : changes) {
            int at = indexOf(merged, mergeKey, change.path(mergeKey));
            boolean delete = change.path(DIRECTIVE).asText().equals("delete");
            if (at >= 0 && delete) {
                merged.remove(at);
            } else if (at >= 0) {
                merged.set(at, merge(change, merged.get(at), true));
            } else if (!delete) {
                merged.add(merge(change, null, true));
            }
        }
        return merged;
    }

    private static int indexOf(ArrayNode list, @Nullable String mergeKey, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(mergeKey).equals(value)) {
                return i;
            }
        }
        return -1;
    }
}
