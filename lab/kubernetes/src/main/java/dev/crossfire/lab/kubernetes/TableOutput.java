package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** Objects as rows: what {@code kubectl get} prints comes from here. */
final class TableOutput {
    /** A column; those that are not wide are always shown. */
    private record Column(String name, boolean wide, BiFunction<JsonNode, Instant, Object> cell) {}

    private final Clock clock;

    TableOutput(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes a table.
     *
     * @param whole whether rows contain whole objects, as clients that sort by fields request, or only their metadata
     */
    ObjectNode of(ResourceKind kind, Collection<ObjectNode> objects, String version, boolean whole) {
        ObjectNode table = KubernetesJson.object();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata").put("resourceVersion", version);
        ArrayNode columns = table.putArray("columnDefinitions");
        List<Column> known = columns(kind);
        for (Column column : known) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", "string")
                    .put("format", column.name().equals("Name") ? "name" : "")
                    .put("description", column.name())
                    .put("priority", column.wide() ? 1 : 0);
        }
        ArrayNode rows = table.putArray("rows");
        objects.forEach(object -> row(rows.addObject(), known, object, whole));
        return table;
    }

    private void row(ObjectNode row, List<Column> columns, ObjectNode object, boolean whole) {
        ArrayNode cells = row.putArray("cells");
        Instant now = clock.instant();
        for (Column column : columns) {
            Object cell = column.cell().apply(object, now);
            if (cell instanceof Integer number) {
                cells.add(number);
            } else {
                cells.add(cell.toString());
            }
        }
        if (whole) {
            row.set("object", object);
        } else {
            ObjectNode partial = row.putObject("object");
            partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
            partial.set("metadata", object.path("metadata"));
        }
    }

    private static List<Column> columns(ResourceKind kind) {
        Column name = shown("Name", (object, now) -> KubernetesJson.name(object));
        Column age = shown("Age", (object, now) -> age(object.path("metadata").path("creationTimestamp"), now));
        return switch (kind.name()) {
            case "Pod" ->
                List.of(
                        name,
                        shown("Ready", (pod, now) -> (KubernetesJson.holds(pod, "Ready") ? 1 : 0) + "/1"),
                        shown("Status", (pod, now) -> podStatus(pod)),
                        shown("Restarts", (pod, now) -> container(pod)
                                .path("restartCount")
                                .asInt()),
                        age,
                        wide("IP", (pod, now) -> text(pod, "/status/podIP")),
                        wide("Node", (pod, now) -> text(pod, "/spec/nodeName")));
            case "Node" ->
                List.of(
                        name,
                        shown("Status", (node, now) -> nodeStatus(node)),
                        shown("Roles", (node, now) -> "<none>"),
                        age,
                        shown("Version", (node, now) -> text(node, "/status/nodeInfo/kubeletVersion")),
                        wide("Internal-IP", (node, now) -> text(node, "/status/addresses/0/address")));
            case "Deployment" ->
                List.of(
                        name,
                        shown(
                                "Ready",
                                (one, now) ->
                                        number(one, "/status/readyReplicas") + "/" + number(one, "/spec/replicas")),
                        shown("Up-to-date", (one, now) -> number(one, "/status/updatedReplicas")),
                        shown("Available", (one, now) -> number(one, "/status/availableReplicas")),
                        age,
                        wide("Containers", (one, now) -> text(one, "/spec/template/spec/containers/0/name")),
                        wide("Images", (one, now) -> text(one, "/spec/template/spec/containers/0/image")),
                        wide("Selector", (one, now) -> "app=" + text(one, "/spec/selector/matchLabels/app")));
            case "ReplicaSet" ->
                List.of(
                        name,
                        shown("Desired", (one, now) -> number(one, "/spec/replicas")),
                        shown("Current", (one, now) -> number(one, "/status/replicas")),
                        shown("Ready", (one, now) -> number(one, "/status/readyReplicas")),
                        age);
            case "Event" ->
                List.of(
                        shown("Last Seen", (one, now) -> age(one.path("lastTimestamp"), now)),
                        shown("Type", (one, now) -> text(one, "/type")),
                        shown("Reason", (one, now) -> text(one, "/reason")),
                        shown(
                                "Object",
                                (one, now) -> text(one, "/involvedObject/kind").toLowerCase(Locale.ROOT) + "/"
                                        + text(one, "/involvedObject/name")),
                        shown("Message", (one, now) -> text(one, "/message")),
                        wide("Name", (one, now) -> KubernetesJson.name(one)));
            case "Namespace" -> List.of(name, shown("Status", (one, now) -> text(one, "/status/phase")), age);
            case "Lease" -> List.of(name, shown("Holder", (one, now) -> text(one, "/spec/holderIdentity")), age);
            case "PodDisruptionBudget" ->
                List.of(
                        name,
                        shown("Min Available", (one, now) -> orNotSet(one, "/spec/minAvailable")),
                        shown("Max Unavailable", (one, now) -> orNotSet(one, "/spec/maxUnavailable")),
                        shown("Allowed Disruptions", (one, now) -> number(one, "/status/disruptionsAllowed")),
                        age);
            default -> List.of(name, age);
        };
    }

    private static Column shown(String name, BiFunction<JsonNode, Instant, Object> cell) {
        return new Column(name, false, cell);
    }

    private static Column wide(String name, BiFunction<JsonNode, Instant, Object> cell) {
        return new Column(name, true, cell);
    }

    private static JsonNode container(JsonNode pod) {
        return pod.at("/status/containerStatuses/0");
    }

    private static String podStatus(JsonNode pod) {
        if (KubernetesJson.isLeaving(pod)) {
            return "Terminating";
        }
        JsonNode state = container(pod).path("state");
        String phase = text(pod, "/status/phase");
        return state.at("/waiting/reason").asText(state.at("/terminated/reason").asText(phase));
    }

    private static String nodeStatus(JsonNode node) {
        return (KubernetesJson.holds(node, "Ready") ? "Ready" : "NotReady")
                + (node.at("/spec/unschedulable").asBoolean() ? ",SchedulingDisabled" : "");
    }

    private static String text(JsonNode object, String pointer) {
        return object.at(pointer).asText("<none>");
    }

    private static String orNotSet(JsonNode object, String pointer) {
        return object.at(pointer).asText("N/A");
    }

    private static int number(JsonNode object, String pointer) {
        return object.at(pointer).asInt();
    }

    private static String age(JsonNode since, Instant now) {
        try {
            return words(Duration.between(Instant.parse(since.asText()), now));
        } catch (DateTimeParseException unknown) {
            return "<unknown>";
        }
    }

    /** Two units at most, as kubectl writes ages. */
    private static String words(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return seconds / 60 + "m" + seconds % 60 + "s";
        }
        return seconds < 10_800 ? seconds / 60 + "m" : seconds / 3_600 + "h" + seconds % 3_600 / 60 + "m";
    }
}
