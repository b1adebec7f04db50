package dev.crossfire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.evidence.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The description of a lab that is shipped: its ready line without ports, processes, folders and secrets. */
final class LabFile {
    private static final List<String> KEPT = List.of(
            "baseUrl",
            "fis",
            "fisCredentials",
            "region",
            "account",
            "kubernetes",
            "database",
            "watch",
            "zones",
            "resources");
    private static final List<String> SECRET = List.of("token", "password", "accessKeyId", "secretAccessKey");
    private static final List<String> LOCAL = List.of("kubeconfig", "file");

    private LabFile() {}

    /** As the file has it. */
    static String of(String readyLine) throws IOException {
        JsonNode ready = Json.read(readyLine, JsonNode.class);
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        KEPT.forEach(key -> kept.set(key, plain(ready.path(key))));
        return Json.pretty(kept);
    }

    private static JsonNode plain(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(node.asText().replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1"));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(one -> array.add(plain(one)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            sorted.keySet().removeAll(LOCAL);
            sorted.forEach((key, value) -> object.set(
                    key, SECRET.contains(key) ? JsonNodeFactory.instance.textNode("unknown") : plain(value)));
            return object;
        }
        return node;
    }
}
