package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/** Applies a request's method and path to objects; watches and logs, which are not one JSON answer, aside. */
final class Operations {
    private final ControllerLoop cluster;
    private final TableOutput tables;

    Operations(ControllerLoop cluster, Clock clock) {
        this.cluster = cluster;
        this.tables = new TableOutput(clock);
    }

    TableOutput tables() {
        return tables;
    }

    /**
     * Answers a request.
     *
     * @throws ApiException if it is refused
     */
    JsonNode answer(ResourcePath path, KubernetesCall call) {
        if (!call.parameter("dryRun").isEmpty()) {
            throw ApiException.badRequest("the lab does not serve dry runs: ask your client for a dry run of its own");
        }
        return path.part().isEmpty() ? ofObject(path, call) : ofPart(path, call);
    }

    private JsonNode ofObject(ResourcePath path, KubernetesCall call) {
        boolean one = !path.name().isEmpty();
        return switch (call.method()) {
            case "GET" -> one ? get(allowed(path, "get"), call) : list(allowed(path, "list"), call);
            case "POST" -> {
                requireName(!one, call);
                yield cluster.create(
                        allowed(path, "create").kind(), path.namespace(), KubernetesJson.readObject(call.body()));
            }
            case "PUT" -> {
                requireName(one, call);
                ObjectNode wanted = KubernetesJson.readObject(call.body());
                yield change(allowed(path, "update"), now -> wanted);
            }
            case "PATCH" -> {
                requireName(one, call);
                JsonNode patch = KubernetesJson.read(call.body());
                yield change(allowed(path, "patch"), now -> Patches.apply(call.contentType(), patch, now));
            }
            case "DELETE" -> one ? delete(allowed(path, "delete"), call) : deleteAll(allowed(path, "delete"), call);
            default -> throw ApiException.notAllowed(path.kind(), call.method());
        };
    }

    private JsonNode ofPart(ResourcePath path, KubernetesCall call) {
        if (path.kind().equals(ResourceKind.DEPLOYMENT) && path.part().equals("scale")) {
            return scale(path, call);
        }
        if (path.kind().equals(ResourceKind.POD)
                && path.part().equals("eviction")
                && call.method().equals("POST")) {
            cluster.evict(path.namespace(), path.name(), KubernetesJson.readObject(call.body()));
            return KubernetesJson.object()
                    .put("kind", "Status")
                    .put("apiVersion", "v1")
                    .put("status", "Success")
                    .put("code", 201);
        }
        throw ApiException.noSuchPath(call.path());
    }

    private static ResourcePath allowed(ResourcePath path, String verb) {
        if (!path.kind().verbs().contains(verb)) {
            throw ApiException.notAllowed(path.kind(), verb);
        }
        return path;
    }

    private static void requireName(boolean fits, KubernetesCall call) {
        if (!fits) {
            throw ApiException.badRequest(call.method() + " does not fit the path " + call.path());
        }
    }

    private JsonNode get(ResourcePath path, KubernetesCall call) {
        ObjectNode object = cluster.store().get(path.kind(), path.namespace(), path.name());
        return call.wantsTable()
                ? tables.of(
                        path.kind(),
                        List.of(object),
                        object.at("/metadata/resourceVersion").asText(),
                        call.wantsWholeRows())
                : object;
    }

    private JsonNode list(ResourcePath path, KubernetesCall call) {
        Store.Listing listing = cluster.store().list(path.kind(), path.namespace());
        String version = Long.toString(listing.version());
        Selector selector = call.selector();
        List<ObjectNode> found =
                listing.items().stream().filter(selector::matches).toList();
        if (call.wantsTable()) {
            return tables.of(path.kind(), found, version, call.wantsWholeRows());
        }
        ObjectNode list = KubernetesJson.object()
                .put("kind", path.kind().name() + "List")
                .put("apiVersion", path.kind().apiVersion());
        list.putObject("metadata").put("resourceVersion", version);
        ArrayNode items = list.putArray("items");
        found.forEach(items::add);
        return list;
    }

    private JsonNode change(ResourcePath path, ControllerLoop.ObjectChange step) {
        return cluster.change(path.kind(), path.namespace(), path.name(), step);
    }

    private JsonNode delete(ResourcePath path, KubernetesCall call) {
        return cluster.delete(path.kind(), path.namespace(), path.name(), options(call));
    }

    private JsonNode deleteAll(ResourcePath path, KubernetesCall call) {
        JsonNode found = list(path, call);
        for (JsonNode each : found.path("items")) {
            cluster.delete(path.kind(), KubernetesJson.namespace(each), KubernetesJson.name(each), options(call));
        }
        return found;
    }

    private static JsonNode options(KubernetesCall call) {
        ObjectNode options = call.body().isEmpty() ? KubernetesJson.object() : KubernetesJson.readObject(call.body());
        if (!call.parameter("gracePeriodSeconds").isEmpty()) {
            options.put("gracePeriodSeconds", call.number("gracePeriodSeconds", 0));
        }
        return options;
    }

    private JsonNode scale(ResourcePath path, KubernetesCall call) {
        return switch (call.method()) {
            case "GET" -> scaleOf(cluster.store().get(path.kind(), path.namespace(), path.name()));
            case "PUT", "PATCH" ->
                scaleOf(cluster.change(path.kind(), path.namespace(), path.name(), now -> {
                    JsonNode body = KubernetesJson.read(call.body());
                    ObjectNode wanted = call.method().equals("PUT")
                            ? KubernetesJson.readObject(call.body())
                            : Patches.apply(call.contentType(), body, scaleOf(now));
                    ObjectNode next = now.deepCopy();
                    next.withObject("/spec").set("replicas", wanted.at("/spec/replicas"));
                    next.withObject("/metadata").set("resourceVersion", wanted.at("/metadata/resourceVersion"));
                    return next;
                }));
            default -> throw ApiException.notAllowed(path.kind(), call.method());
        };
    }

    private static ObjectNode scaleOf(JsonNode deployment) {
        ObjectNode scale = KubernetesJson.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String same : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(same, deployment.path("metadata").path(same));
        }
        scale.putObject("spec").set("replicas", deployment.at("/spec/replicas"));
        scale.putObject("status")
                .put("replicas", deployment.at("/status/replicas").asInt())
                .put(
                        "selector",
                        "app=" + deployment.at("/spec/selector/matchLabels/app").asText());
        return scale;
    }
}
