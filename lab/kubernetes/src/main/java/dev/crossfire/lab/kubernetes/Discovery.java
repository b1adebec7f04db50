package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API's description of itself; clients request it before anything else. */
final class Discovery {
    private static final String CORE = "/api/v1";
    private static final String OPENAPI = "/openapi/v3";

    private Discovery() {}

    /** Answers a path that is about the API itself; empty when it is not. */
    static Optional<JsonNode> answer(String path) {
        return switch (path) {
            case "/version" ->
                Optional.of(KubernetesJson.object()
                        .put("major", "1")
                        .put("minor", "32")
                        .put("gitVersion", "v1.32.0+crossfire-lab")
                        .put("platform", "lab"));
            case "/api" -> Optional.of(versions());
            case "/apis" -> Optional.of(groups());
            case OPENAPI -> Optional.of(documents());
            default -> path.startsWith(OPENAPI + "/") ? document(path.substring(OPENAPI.length())) : resources(path);
        };
    }

    private static ObjectNode versions() {
        ObjectNode versions = KubernetesJson.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        return versions;
    }

    private static Set<String> named() {
        Set<String> groups = new LinkedHashSet<>();
        ResourceKind.SERVED.forEach(kind -> groups.add(kind.group()));
        groups.remove("");
        return groups;
    }

    private static ObjectNode groups() {
        ObjectNode list = KubernetesJson.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        for (String name : named()) {
            ObjectNode group = groups.addObject().put("name", name);
            group.putArray("versions")
                    .addObject()
                    .put("groupVersion", name + "/v1")
                    .put("version", "v1");
            group.putObject("preferredVersion")
                    .put("groupVersion", name + "/v1")
                    .put("version", "v1");
        }
        return list;
    }

    private static Optional<JsonNode> resources(String path) {
        List<ResourceKind> kinds = ResourceKind.SERVED.stream()
                .filter(kind -> context(kind).equals(path))
                .toList();
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode list = KubernetesJson.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", kinds.get(0).apiVersion());
        ArrayNode resources = list.putArray("resources");
        for (ResourceKind kind : kinds) {
            ObjectNode resource = resource(resources, kind.plural(), kind);
            resource.put("singularName", kind.singular());
            kind.verbs().stream().sorted().forEach(resource.withArray("verbs")::add);
            if (!kind.shortName().isEmpty()) {
                resource.putArray("shortNames").add(kind.shortName());
            }
            if (List.of(ResourceKind.POD, ResourceKind.DEPLOYMENT, ResourceKind.REPLICA_SET)
                    .contains(kind)) {
                resource.putArray("categories").add("all");
            }
        }
        if (kinds.contains(ResourceKind.DEPLOYMENT)) {
            ObjectNode scale = resource(resources, "deployments/scale", ResourceKind.DEPLOYMENT);
            scale.put("group", "autoscaling").put("version", "v1").put("kind", "Scale");
            List.of("get", "patch", "update").forEach(scale.withArray("verbs")::add);
        }
        if (kinds.contains(ResourceKind.POD)) {
            ObjectNode eviction = resource(resources, "pods/eviction", ResourceKind.POD);
            eviction.put("group", "policy").put("version", "v1").put("kind", "Eviction");
            eviction.putArray("verbs").add("create");
            resource(resources, "pods/log", ResourceKind.POD).putArray("verbs").add("get");
        }
        return Optional.of(list);
    }

    private static ObjectNode resource(ArrayNode list, String name, ResourceKind kind) {
        return list.addObject()
                .put("name", name)
                .put("singularName", "")
                .put("namespaced", kind.namespaced())
                .put("kind", kind.name());
    }

    /** Where a kind's group and version live. */
    static String context(ResourceKind kind) {
        return kind.group().isEmpty() ? CORE : "/apis/" + kind.apiVersion();
    }

    private static ObjectNode documents() {
        ObjectNode index = KubernetesJson.object();
        ObjectNode paths = index.putObject("paths");
        for (ResourceKind kind : ResourceKind.SERVED) {
            String path = context(kind).substring(1);
            paths.putObject(path).put("serverRelativeURL", OPENAPI + "/" + path);
        }
        return index;
    }

    /** As much as {@code kubectl apply} needs: which kinds there are, and that fields are checked by the server. */
    private static Optional<JsonNode> document(String context) {
        List<ResourceKind> kinds = ResourceKind.SERVED.stream()
                .filter(kind -> context(kind).equals(context))
                .toList();
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode document = KubernetesJson.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Crossfire's lab").put("version", "v1");
        ObjectNode paths = document.putObject("paths");
        List<String> operations = new ArrayList<>(List.of("patch", "post"));
        for (ResourceKind kind : kinds) {
            ObjectNode path = paths.putObject(
                    context + (kind.namespaced() ? "/namespaces/{namespace}/" : "/") + kind.plural() + "/{name}");
            for (String verb : operations) {
                ObjectNode operation = path.putObject(verb);
                operation
                        .putArray("parameters")
                        .addObject()
                        .put("name", "fieldValidation")
                        .put("in", "query");
                operation
                        .putObject("x-kubernetes-group-version-kind")
                        .put("group", kind.group())
                        .put("version", kind.version())
                        .put("kind", kind.name());
            }
        }
        return Optional.of(document);
    }
}
