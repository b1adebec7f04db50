package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** The objects that a cluster begins with, and those that its controllers make. */
final class Manifests {
    static final String HASH = "pod-template-hash";

    /** The label that names the slot in which a pod runs. */
    static final String REPLICA = "crossfire.dev/replica";

    static final String REVISION = "deployment.kubernetes.io/revision";

    /** As Kubernetes does: no vowels, so that no name contains a word. */
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final int GRACE_SECONDS = 10;

    private Manifests() {}

    static ObjectNode namespace(String name) {
        ObjectNode namespace = named(name, "");
        KubernetesJson.metadata(namespace).putObject("labels").put("kubernetes.io/metadata.name", name);
        namespace.putObject("status").put("phase", "Active");
        return namespace;
    }

    static ObjectNode node(String name) {
        ObjectNode node = named(name, "");
        KubernetesJson.metadata(node)
                .putObject("labels")
                .put("kubernetes.io/hostname", name)
                .put("topology.kubernetes.io/zone", name);
        node.putObject("spec");
        ObjectNode status = node.putObject("status");
        status.putArray("addresses").addObject().put("type", "InternalIP").put("address", "127.0.0.1");
        status.putObject("nodeInfo").put("kubeletVersion", "v1.32.0+crossfire-lab");
        return node;
    }

    static ObjectNode deployment(Workload workload) {
        String name = workload.deployment();
        ObjectNode deployment = named(name, workload.namespace());
        KubernetesJson.metadata(deployment).putObject("labels").put("app", name);
        ObjectNode spec = deployment
                .putObject("spec")
                .put("replicas", workload.slots().size())
                .put("revisionHistoryLimit", 10);
        spec.putObject("selector").putObject("matchLabels").put("app", name);
        // No surge: a new pod needs the slot of an old one.
        spec.putObject("strategy")
                .put("type", "RollingUpdate")
                .putObject("rollingUpdate")
                .put("maxSurge", 0)
                .put("maxUnavailable", 1);
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").putObject("labels").put("app", name);
        ObjectNode podSpec = template.putObject("spec").put("terminationGracePeriodSeconds", GRACE_SECONDS);
        podSpec.putArray("containers").addObject().put("name", name).put("image", workload.image());
        return deployment;
    }

    static ObjectNode replicaSet(ObjectNode deployment, String hash, int revision) {
        ObjectNode set = named(KubernetesJson.name(deployment) + "-" + hash, KubernetesJson.namespace(deployment));
        own(set, deployment);
        KubernetesJson.metadata(set)
                .putObject("labels")
                .put("app", KubernetesJson.name(deployment))
                .put(HASH, hash);
        KubernetesJson.metadata(set).putObject("annotations").put(REVISION, Integer.toString(revision));
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        spec.putObject("selector")
                .putObject("matchLabels")
                .put("app", KubernetesJson.name(deployment))
                .put(HASH, hash);
        spec.set("template", template(deployment, hash));
        return set;
    }

    static ObjectNode pod(ObjectNode replicaSet, Random random) {
        ObjectNode pod =
                named(KubernetesJson.name(replicaSet) + "-" + letters(random), KubernetesJson.namespace(replicaSet));
        JsonNode template = replicaSet.at("/spec/template");
        ObjectNode metadata = KubernetesJson.metadata(pod);
        metadata.put("generateName", KubernetesJson.name(replicaSet) + "-");
        metadata.setAll((ObjectNode) template.path("metadata").deepCopy());
        own(pod, replicaSet);
        pod.set("spec", template.path("spec").deepCopy());
        ObjectNode status = pod.putObject("status").put("phase", "Pending");
        status.putArray("conditions");
        return pod;
    }

    /** The name that a pod template goes by: the same for the same template. */
    static String hash(JsonNode template) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(template.toString().getBytes(StandardCharsets.UTF_8));
            StringBuilder hash = new StringBuilder();
            for (int i = 0; i < 9; i++) {
                hash.append(LETTERS.charAt(Byte.toUnsignedInt(digest[i]) % LETTERS.length()));
            }
            return hash.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static JsonNode template(ObjectNode deployment, String hash) {
        ObjectNode template = (ObjectNode) deployment.at("/spec/template").deepCopy();
        template.withObject("/metadata/labels").put(HASH, hash);
        return template;
    }

    private static void own(ObjectNode owned, ObjectNode owner) {
        KubernetesJson.metadata(owned)
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText())
                .put("name", KubernetesJson.name(owner))
                .put("uid", KubernetesJson.uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    private static ObjectNode named(String name, String namespace) {
        ObjectNode object = KubernetesJson.object();
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    private static String letters(Random random) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
