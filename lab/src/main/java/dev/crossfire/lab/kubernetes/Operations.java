package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/** Does to objects what a request's method and path say; watches and logs, which are not one JSON answer, aside. */
final class Operations {
    private final Cluster cluster;
    private final Tables tables;

    Operations(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.tables = new Tables(clock);
    }

    Tables tables() {
        return tables;
    }

    /**
     * Answers a request.
     *
     * @throws ApiException if it is refused
     */
    JsonNode answer(ResourcePath path, Call call) {
        if (!call.parameter("dryRun").isEmpty()) {
            throw ApiException.badRequest("the lab does not serve dry runs: ask your client for a dry run of its own");
        }
        return path.part().isEmpty() ? ofObject(path, call) : ofPart(path, call);
    }

    private JsonNode ofObject(ResourcePath path, Call call) {
        boolean one = !path.name().isEmpty();
        return switch (call.method()) {
            case "GET" -> one ? get(allowed(path, "get"), call) : list(allowed(path, "list"), call);
            case "POST" -> {
                requireName(!one, call);
                yield cluster.create(allowed(path, "create").kind(), path.namespace(), Json.readObject(call.body()));
            }
            case "PUT" -> {
                requireName(one, call);
                ObjectNode wanted = Json.readObject(call.body());
                yield change(allowed(path, "update"), now -> wanted);
            }
            case "PATCH" -> {
                requireName(one, call);
                JsonNode patch = Json.read(call.body());
                yield change(allowed(path, "patch"), now -> Patches.apply(call.contentType(), patch, now));
            }
            case "DELETE" -> one ? delete(allowed(path, "delete"), call) : deleteAll(allowed(path, "delete"), call);
            default -> throw ApiException.notAllowed(path.kind(), call.method());
        };
    }

    private JsonNode ofPart(ResourcePath path, Call call) {
        if (path.kind().equals(Kind.DEPLOYMENT) && path.part().equals("scale")) {
            return scale(path, call);
        }
        if (path.kind().equals(Kind.POD)
                && path.part().equals("eviction")
                && call.method().equals("POST")) {
            cluster.evict(path.namespace(), path.name(), Json.readObject(call.body()));
            return Json.object()
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

    private static void requireName(boolean fits, Call call) {
        if (!fits) {
            throw ApiException.badRequest(call.method() + " does not fit the path " + call.path());
        }
    }

    private JsonNode get(ResourcePath path, Call call) {
        ObjectNode object = cluster.store().get(path.kind(), path.namespace(), path.name());
        return call.wantsTable()
                ? tables.of(
                        path.kind(),
                        List.of(object),
                        object.at("/metadata/resourceVersion").asText(),
                        call.wantsWholeRows())
                : object;
    }

    private JsonNode list(ResourcePath path, Call call) {
        Store.Listing listing = cluster.store().list(path.kind(), path.namespace());
        String version = Long.toString(listing.version());
        Selector selector = call.selector();
        List<ObjectNode> found =
                listing.items().stream().filter(selector::matches).toList();
        if (call.wantsTable()) {
            return tables.of(path.kind(), found, version, call.wantsWholeRows());
        }
        ObjectNode list = Json.object()
                .put("kind", path.kind().name() + "List")
                .put("apiVersion", path.kind().apiVersion());
        list.putObject("metadata").put("resourceVersion", version);
        ArrayNode items = list.putArray("items");
        found.forEach(items::add);
        return list;
    }

    private JsonNode change(ResourcePath path, Cluster.Step step) {
        return cluster.change(path.kind(), path.namespace(), path.name(), step);
    }

    private JsonNode delete(ResourcePath path, Call call) {
        return cluster.delete(path.kind(), path.namespace(), path.name(), options(call));
    }

    private JsonNode deleteAll(ResourcePath path, Call call) {
        JsonNode found = list(path, call);
        for (JsonNode each : found.path("items")) {
            cluster.delete(path.kind(), Json.namespace(each), Json.name(each), options(call));
        }
        return found;
    }

    private static JsonNode options(Call call) {
        ObjectNode options = call.body().isEmpty() ? Json.object() : Json.readObject(call.body());
        if (!call.parameter("gracePeriodSeconds").isEmpty()) {
            options.put("gracePeriodSeconds", call.number("gracePeriodSeconds", 0));
        }
        return options;
    }

    private JsonNode scale(ResourcePath path, Call call) {
        return switch (call.method()) {
            case "GET" -> scaleOf(cluster.store().get(path.kind(), path.namespace(), path.name()));
            case "PUT", "PATCH" ->
                scaleOf(cluster.change(path.kind(), path.namespace(), path.name(), now -> {
                    JsonNode body = Json.read(call.body());
                    ObjectNode wanted = call.method().equals("PUT")
                            ? Json.readObject(call.body())
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
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String same : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(same, deployment.path("metadata").path(same));
        }
        scale.putObject("spec").set("replicas", deployment.at("/spec/replicas"));
        scale.putObject("status")
                .put("replicas", deployment.at("/status/replicas").asInt())
                .put("selector", "app=" + Manifests.DEPLOYMENT);
        return scale;
    }
}
