package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentProvider.DeclaredSettings;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.AppsAPIGroupDSL;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the pods, zones and nodes that play roles. */
final class KubernetesRoles {
    static final String TYPE = "kubernetes:pod";
    /** Limits deny namespaces by this tag. */
    private static final String NAMESPACE = "namespace";

    /** The node on which a pod is, as a tag. */
    private static final String NODE = "node";

    /** Suffix of the role of a zone or of nodes: the role of the pods there. */
    private static final String HOLDS = " holds";

    private final ApiServer cluster;
    private final String namespace;
    private final Map<String, String> zones = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    KubernetesRoles(ApiServer cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /**
     * What is there.
     *
     * @param selections by role, the pods that play it
     * @param targets every pod that plays a role and can be hit
     * @param zones by node
     */
    record FoundTargets(Map<String, PodSelection> selections, List<Target> targets, Map<String, String> zones) {
        Inventory inventory(String environment) {
            return new Inventory(
                    environment, zones.values().stream().distinct().sorted().toList(), targets);
        }
    }

    /**
     * What the settings declare of a namespace; a role's controller or labels stand for its pods.
     *
     * @param problems what is wrong with them
     */
    static DeclaredSettings declared(
            String environment, ProviderSettings<KubernetesSettings, KubernetesRole> settings, List<Problem> problems) {
        Map<String, String> tags = Map.of(NAMESPACE, settings.settings().namespace());
        List<Target> targets = settings.roles().entrySet().stream()
                .map(role -> declared(role.getKey(), role.getValue(), tags))
                .toList();
        return new DeclaredSettings(new Inventory(environment, List.of(), targets), Map.of(), false, problems);
    }

    private static Target declared(String role, KubernetesRole settings, Map<String, String> tags) {
        String zone = settings.zone();
        if (zone != null) {
            return NodesOfTarget.zone(role, zone, tags);
        }
        return settings.nodes() == null
                ? new Target(role, TYPE, settings.display(), null, settings.ofPods(), tags)
                : NodesOfTarget.node(role, settings.display(), null, tags);
    }

    /**
     * Finds everything that the roles name.
     *
     * @throws EnvironmentException with everything that was not found, a line each
     * @throws FaultException when the cluster cannot be queried
     */
    FoundTargets resolve(Map<String, KubernetesRole> roles) throws EnvironmentException, FaultException {
        FoundTargets found = current(roles);
        if (!wrong.isEmpty()) {
            throw new EnvironmentException(String.join("\n", wrong));
        }
        return found;
    }

    /**
     * Finds what plays the roles at this moment; a role that nothing plays has no target.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    FoundTargets current(Map<String, KubernetesRole> roles) throws FaultException {
        Map<String, PodSelection> selections = selections(roles);
        List<Node> nodes = cluster.request(
                "list nodes", () -> cluster.client().nodes().list().getItems());
        nodes.forEach(node -> {
            String zone = labels(node).get(NodesOfTarget.ZONE_LABEL);
            if (zone != null) {
                zones.put(node.getMetadata().getName(), zone);
            }
        });
        List<Target> targets = new ArrayList<>();
        for (Map.Entry<String, PodSelection> role : selections.entrySet()) {
            KubernetesRole settings = Objects.requireNonNull(roles.get(role.getKey()));
            targets.addAll(targets(role.getKey(), role.getValue(), settings));
        }
        List<Target> places = new ArrayList<>();
        roles.forEach((role, settings) -> places.addAll(places(role, settings, nodes)));
        if (!places.isEmpty()) {
            targets.addAll(held(places, targets));
            targets.addAll(places);
        }
        return new FoundTargets(selections, targets, zones);
    }

    private static Map<String, String> labels(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    /** The zone or the nodes that play a role; none for one that pods play. */
    private List<Target> places(String role, KubernetesRole settings, List<Node> nodes) {
        String zone = settings.zone();
        Map<String, String> nodeLabels = settings.nodes();
        if (zone != null) {
            if (zones.containsValue(zone)) {
                return List.of(NodesOfTarget.zone(role, zone, Map.of(NAMESPACE, namespace)));
            }
            wrong.add("roles." + role + ": missing nodes in zone " + zone + "; kubectl get nodes -L "
                    + NodesOfTarget.ZONE_LABEL + " lists the existing zones: "
                    + String.join(", ", new TreeSet<>(zones.values())));
        } else if (nodeLabels != null) {
            List<Target> found = nodes.stream()
                    .filter(node -> labels(node).entrySet().containsAll(nodeLabels.entrySet()))
                    .map(node -> node.getMetadata().getName())
                    .map(name -> NodesOfTarget.node(role, name, zones.get(name), Map.of(NAMESPACE, namespace)))
                    .toList();
            if (found.isEmpty()) {
                wrong.add("roles." + role + ": missing nodes with the labels " + nodeLabels
                        + "; kubectl get nodes --show-labels lists the existing ones");
            }
            return found;
        }
        return List.of();
    }

    /** The namespace's pods there that play no role, so that limits count them; no fault can target them. */
    private List<Target> held(List<Target> places, List<Target> known) throws FaultException {
        List<Target> held = new ArrayList<>();
        for (Pod pod : NodesOfTarget.pods(cluster, namespace)) {
            String id = namespace + "/" + pod.getMetadata().getName();
            boolean playsRole = known.stream().anyMatch(target -> target.id().equals(id));
            String node = pod.getSpec().getNodeName();
            if (node == null || playsRole || !NodesOfTarget.isAlive(pod)) {
                continue;
            }
            places.stream()
                    .filter(place -> place.id().equals(node)
                            || (place.type().equals(NodesOfTarget.ZONE)
                                    && Objects.equals(place.zone(), zones.get(node))))
                    .findFirst()
                    .ifPresent(place -> held.add(target(place.role() + HOLDS, pod, Set.of())));
        }
        return held;
    }

    /**
     * Finds only the controllers of the roles' pods, which is all that healing takes; roles without one are left out.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    FoundTargets resolveToHeal(Map<String, KubernetesRole> roles) throws FaultException {
        return new FoundTargets(selections(roles), List.of(), zones);
    }

    private Map<String, PodSelection> selections(Map<String, KubernetesRole> roles) throws FaultException {
        Map<String, PodSelection> selections = new LinkedHashMap<>();
        for (Map.Entry<String, KubernetesRole> role : roles.entrySet()) {
            Map<String, String> labels = role.getValue().labels();
            if (role.getValue().isPlace()) {
                continue;
            }
            if (labels != null) {
                selections.put(role.getKey(), PodSelection.labelled(cluster, namespace, labels));
            } else {
                controller(role.getKey(), role.getValue())
                        .ifPresent(controller ->
                                selections.put(role.getKey(), PodSelection.controlled(cluster, namespace, controller)));
            }
        }
        return selections;
    }

    private Optional<PodController> controller(String role, KubernetesRole settings) throws FaultException {
        String deployment = settings.deployment();
        String statefulSet = settings.statefulSet();
        if (deployment != null) {
            return controller(
                    role, PodController.DEPLOYMENT, deployment, apps -> apps.deployments(), found -> found.getSpec()
                            .getSelector());
        }
        return statefulSet == null
                ? controller(
                        role,
                        PodController.DAEMON_SET,
                        Objects.requireNonNull(settings.daemonSet()),
                        apps -> apps.daemonSets(),
                        found -> found.getSpec().getSelector())
                : controller(
                        role,
                        PodController.STATEFUL_SET,
                        statefulSet,
                        apps -> apps.statefulSets(),
                        found -> found.getSpec().getSelector());
    }

    private <T extends HasMetadata, L, R extends Resource<T>> Optional<PodController> controller(
            String role,
            String kind,
            String name,
            Function<AppsAPIGroupDSL, MixedOperation<T, L, R>> all,
            Function<T, LabelSelector> selector)
            throws FaultException {
        String what = kind.toLowerCase(Locale.ROOT);
        @Nullable
        T found = cluster.request("read " + what + " " + namespace + "/" + name, () -> all.apply(
                        cluster.client().apps())
                .inNamespace(namespace)
                .withName(name)
                .get());
        if (found == null) {
            wrong.add("roles." + role + ": missing " + what + " " + name + " in namespace " + namespace
                    + "; kubectl get " + what + "s -n " + namespace + " lists the existing ones");
            return Optional.empty();
        }
        return Optional.of(new PodController(kind, name, found.getMetadata().getUid(), selector.apply(found)));
    }

    private List<Target> targets(String role, PodSelection selection, KubernetesRole settings) throws FaultException {
        List<Pod> pods = selection.listed();
        List<Target> targets = pods.stream()
                .filter(NodesOfTarget::isAlive)
                .map(pod -> target(role, pod, settings.ofPods()))
                .toList();
        if (targets.isEmpty()) {
            wrong.add("roles." + role + ": no pod plays it: "
                    + (pods.isEmpty()
                            ? "there is none of " + selection.name()
                            : "of the " + pods.size() + " of " + selection.name()
                                    + ", each has ended or is being deleted"));
        }
        return targets;
    }

    private Target target(String role, Pod pod, Set<Capability> capabilities) {
        dev.crossfire.chaos.pods.Pod ours = ApiServer.pod(pod);
        Map<String, String> tags = new HashMap<>(ours.labels());
        tags.put(NAMESPACE, ours.namespace());
        @Nullable String node = pod.getSpec().getNodeName();
        if (node != null) {
            tags.put(NODE, node);
        }
        return new Target(role, TYPE, ours.namespace() + "/" + ours.name(), zones.get(node), capabilities, tags);
    }
}
