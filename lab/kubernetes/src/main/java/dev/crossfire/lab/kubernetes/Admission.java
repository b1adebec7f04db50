package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** What clients may make of objects: the rest is left as it is, or refused where silence would mislead. */
final class Admission {
    private static final int MOST_REPLICAS = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,4}|\\d{1,3}%");

    private Admission() {}

    /** Returns what is stored when a client creates this. */
    static ObjectNode created(ResourceKind kind, String namespace, ObjectNode wanted) {
        String name = KubernetesJson.name(wanted);
        if (!NAME.matcher(name).matches()) {
            throw ApiException.invalid(kind, name, "metadata.name: expected lower-case letters, digits, '-' and '.'");
        }
        ObjectNode next = wanted.deepCopy();
        KubernetesJson.metadata(next).put("namespace", namespace);
        next.remove("status");
        checked(kind, next);
        return next;
    }

    /** Returns what is stored when a client sends this object to replace the present one. */
    static ObjectNode changed(ResourceKind kind, ObjectNode now, ObjectNode wanted) {
        if (!KubernetesJson.name(wanted).equals(KubernetesJson.name(now))
                || !KubernetesJson.namespace(wanted).equals(KubernetesJson.namespace(now))) {
            throw ApiException.badRequest(
                    "the name of " + kind.name() + " " + KubernetesJson.name(now) + " cannot change");
        }
        String uid = wanted.at("/metadata/uid").asText("");
        if (!uid.isEmpty() && !uid.equals(now.at("/metadata/uid").asText())) {
            throw ApiException.conflict(
                    kind,
                    KubernetesJson.name(now),
                    "the uid is " + now.at("/metadata/uid").asText() + ", expected " + uid);
        }
        ObjectNode next = wanted.deepCopy();
        keep("status", now, next);
        ObjectNode metadata = (ObjectNode) now.path("metadata").deepCopy();
        for (String free : List.of("labels", "annotations", "resourceVersion")) {
            keep(free, wanted.path("metadata"), metadata);
        }
        next.set("metadata", metadata);
        if (kind.equals(ResourceKind.POD)) {
            keep("spec", now, next);
        } else if (kind.equals(ResourceKind.DEPLOYMENT)) {
            deployment(now, next);
        }
        checked(kind, next);
        return next;
    }

    private static void keep(String field, JsonNode from, ObjectNode to) {
        if (from.has(field)) {
            to.set(field, from.path(field));
        } else {
            to.remove(field);
        }
    }

    /** The lab runs one program: how many of it, its image and what their pods are labelled with is all that can change. */
    private static void deployment(ObjectNode now, ObjectNode next) {
        next.set("spec", KubernetesJson.pruned(next.path("spec")));
        ObjectNode same = now.path("spec").deepCopy();
        same.set("replicas", next.at("/spec/replicas"));
        same.withObject("/template").set("metadata", next.at("/spec/template/metadata"));
        ((ObjectNode) same.at("/template/spec/containers/0"))
                .set("image", next.at("/spec/template/spec/containers/0/image"));
        if (!same.equals(next.path("spec"))) {
            throw ApiException.invalid(
                    ResourceKind.DEPLOYMENT,
                    KubernetesJson.name(now),
                    "spec: only replicas, template.metadata and the container's image can be changed, because the lab"
                            + " runs one program");
        }
        JsonNode replicas = next.at("/spec/replicas");
        if (!replicas.isInt() || replicas.asInt() < 0 || replicas.asInt() > MOST_REPLICAS) {
            throw ApiException.invalid(
                    ResourceKind.DEPLOYMENT,
                    KubernetesJson.name(now),
                    "spec.replicas: expected a whole number from 0 to " + MOST_REPLICAS);
        }
        JsonNode app = next.at("/spec/template/metadata/labels/app");
        if (!app.equals(now.at("/spec/selector/matchLabels/app"))) {
            throw ApiException.invalid(
                    ResourceKind.DEPLOYMENT,
                    KubernetesJson.name(now),
                    "spec.template.metadata.labels: `selector` does not match them");
        }
    }

    private static void checked(ResourceKind kind, ObjectNode next) {
        if (!kind.equals(ResourceKind.BUDGET)) {
            return;
        }
        JsonNode spec = next.path("spec");
        boolean one = spec.has("minAvailable") ^ spec.has("maxUnavailable");
        String amount =
                spec.path("minAvailable").asText(spec.path("maxUnavailable").asText());
        if (!one
                || !AMOUNT.matcher(amount).matches()
                || spec.at("/selector/matchLabels").isEmpty()) {
            throw ApiException.invalid(
                    kind,
                    KubernetesJson.name(next),
                    "spec: the lab wants either minAvailable or maxUnavailable, a number or a percentage, and "
                            + "selector.matchLabels");
        }
    }
}
