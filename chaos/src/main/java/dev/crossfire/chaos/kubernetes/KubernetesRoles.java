package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.kubernetes.KubernetesSettings.PodRole;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the pods that play roles. */
final class KubernetesRoles {
    static final String TYPE = "kubernetes:pod";
    /** Limits deny namespaces by this tag. */
    private static final String NAMESPACE = "namespace";

    /** An evicted pod has failed. */
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private static final String ZONE = "topology.kubernetes.io/zone";

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
            String environment, ProviderSettings<KubernetesSettings, PodRole> settings, List<Problem> problems) {
        Map<String, String> tags = Map.of(NAMESPACE, settings.settings().namespace());
        List<Target> targets = settings.roles().entrySet().stream()
                .map(role ->
                        new Target(role.getKey(), TYPE, role.getValue().display(), null, Set.of(Capability.PODS), tags))
                .toList();
        return new DeclaredSettings(new Inventory(environment, List.of(), targets), Map.of(), false, problems);
    }

    /**
     * Finds everything that the roles name.
     *
     * @throws EnvironmentException with everything that was not found, a line each
     * @throws FaultException when the cluster cannot be queried
     */
    FoundTargets resolve(Map<String, PodRole> roles) throws EnvironmentException, FaultException {
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
    FoundTargets current(Map<String, PodRole> roles) throws FaultException {
        Map<String, PodSelection> selections = selections(roles);
        cluster.request("list nodes", () -> cluster.client().nodes().list().getItems())
                .forEach(node -> {
                    Map<String, String> nodeLabels = node.getMetadata().getLabels();
                    if (nodeLabels != null && nodeLabels.containsKey(ZONE)) {
                        zones.put(node.getMetadata().getName(), nodeLabels.get(ZONE));
                    }
                });
        List<Target> targets = new ArrayList<>();
        for (Map.Entry<String, PodSelection> role : selections.entrySet()) {
            targets.addAll(targets(role.getKey(), role.getValue()));
        }
        return new FoundTargets(selections, targets, zones);
    }

    /**
     * Finds only the controllers of the roles' pods, which is all that healing takes; roles without one are left out.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    FoundTargets resolveToHeal(Map<String, PodRole> roles) throws FaultException {
        return new FoundTargets(selections(roles), List.of(), zones);
    }

    private Map<String, PodSelection> selections(Map<String, PodRole> roles) throws FaultException {
        Map<String, PodSelection> selections = new LinkedHashMap<>();
        for (Map.Entry<String, PodRole> role : roles.entrySet()) {
            Map<String, String> labels = role.getValue().labels();
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

    private Optional<PodController> controller(String role, PodRole settings) throws FaultException {
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

    private List<Target> targets(String role, PodSelection selection) throws FaultException {
        List<Pod> pods = selection.listed();
        List<Target> targets = pods.stream()
                .filter(KubernetesRoles::canBeHit)
                .map(pod -> target(role, pod))
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

    /** A pod that has ended serves no request and is not replaced when it is deleted; one that is leaving is lost already. */
    private static boolean canBeHit(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return pod.getMetadata().getDeletionTimestamp() == null && !ENDED.contains(String.valueOf(phase));
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
