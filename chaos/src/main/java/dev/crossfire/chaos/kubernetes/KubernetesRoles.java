package dev.crossfire.chaos.kubernetes;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.DeclaredSettings;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the pods that play roles. */
final class KubernetesRoles {
    static final String TYPE = "kubernetes:pod";
    /** Limits deny namespaces by this tag. */
    private static final String NAMESPACE = "namespace";

    private static final String ZONE = "topology.kubernetes.io/zone";

    private final ApiServer cluster;
    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, String> zones = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    KubernetesRoles(ApiServer cluster, String namespace) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
    }

    /**
     * What is there.
     *
     * @param labels by role, that the pods of it carry
     * @param targets every pod that plays a role
     * @param zones by node
     */
    record FoundTargets(Map<String, Map<String, String>> labels, List<Target> targets, Map<String, String> zones) {
        Inventory inventory(String environment) {
            return new Inventory(
                    environment, zones.values().stream().distinct().sorted().toList(), targets);
        }
    }

    /** What the settings declare of a namespace; a role's Deployment or labels stand for its pods. */
    static DeclaredSettings declared(String environment, KubernetesSettings settings) {
        Map<String, String> tags = Map.of(NAMESPACE, settings.kubernetes().namespace());
        List<Target> targets = settings.roles().entrySet().stream()
                .map(role -> {
                    String deployment = role.getValue().deployment();
                    String name = deployment == null
                            ? "pods with " + role.getValue().labels()
                            : "pods of deployment " + deployment;
                    return new Target(role.getKey(), TYPE, name, null, Set.of(Capability.PODS), tags);
                })
                .toList();
        return new DeclaredSettings(new Inventory(environment, List.of(), targets), Map.of(), false);
    }

    /**
     * Finds everything that the roles name.
     *
     * @throws EnvironmentException with everything that was not found, a line each
     * @throws FaultException when the cluster cannot be queried
     */
    FoundTargets resolve(Map<String, KubernetesSettings.PodRole> roles) throws EnvironmentException, FaultException {
        Map<String, Map<String, String>> labels = labels(roles);
        cluster.request("list nodes", () -> client.nodes().list().getItems()).forEach(node -> {
            Map<String, String> nodeLabels = node.getMetadata().getLabels();
            if (nodeLabels != null && nodeLabels.containsKey(ZONE)) {
                zones.put(node.getMetadata().getName(), nodeLabels.get(ZONE));
            }
        });
        List<Target> targets = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> role : labels.entrySet()) {
            targets.addAll(targets(role.getKey(), role.getValue()));
        }
        if (!wrong.isEmpty()) {
            throw new EnvironmentException(String.join("\n", wrong));
        }
        return new FoundTargets(labels, targets, zones);
    }

    /**
     * Finds only the labels that pods of the roles carry, which is all that healing takes; roles of which there are
     * none are left out.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    FoundTargets resolveToHeal(Map<String, KubernetesSettings.PodRole> roles) throws FaultException {
        Map<String, Map<String, String>> labels = labels(roles);
        labels.values().removeIf(Map::isEmpty);
        return new FoundTargets(labels, List.of(), zones);
    }

    private Map<String, Map<String, String>> labels(Map<String, KubernetesSettings.PodRole> roles)
            throws FaultException {
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        for (Map.Entry<String, KubernetesSettings.PodRole> role : roles.entrySet()) {
            labels.put(role.getKey(), labels(role.getKey(), role.getValue()));
        }
        return labels;
    }

    private Map<String, String> labels(String name, KubernetesSettings.PodRole role) throws FaultException {
        String deployment = role.deployment();
        Map<String, String> labels = role.labels();
        return deployment == null ? labels == null ? Map.of() : labels : ofDeployment(name, deployment);
    }

    private Map<String, String> ofDeployment(String name, String deployment) throws FaultException {
        Deployment found = cluster.request("read deployment " + namespace + "/" + deployment, () -> client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(deployment)
                .get());
        if (found == null) {
            wrong.add("roles." + name + ": missing deployment " + deployment + " in namespace " + namespace
                    + "; kubectl get deployments -n " + namespace + " lists the existing ones");
            return Map.of();
        }
        return found.getSpec().getSelector().getMatchLabels();
    }

    private List<Target> targets(String role, Map<String, String> labels) throws FaultException {
        if (labels.isEmpty()) {
            return List.of();
        }
        List<Pod> pods = cluster.request("list pods in " + namespace, () -> client.pods()
                .inNamespace(namespace)
                .withLabels(labels)
                .list()
                .getItems());
        if (pods.isEmpty()) {
            wrong.add("roles." + role + ": no pod in namespace " + namespace + " has the labels " + labels);
        }
        return pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> target(role, pod))
                .toList();
    }

    private Target target(String role, Pod pod) {
        dev.crossfire.chaos.pods.Pod ours = ApiServer.pod(pod);
        Map<String, String> tags = new HashMap<>(ours.labels());
        tags.put(NAMESPACE, ours.namespace());
        return new Target(
                role,
                TYPE,
                ours.namespace() + "/" + ours.name(),
                zones.get(pod.getSpec().getNodeName()),
                Set.of(Capability.PODS),
                tags);
    }
}
