package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.kubernetes.ClusterRights.AccessRight;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.chaos.pods.PodKill;
import dev.crossfire.chaos.pods.PodKill.PodKillMode;
import dev.crossfire.model.Capability;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.EnvironmentProvider.FaultUse;
import dev.crossfire.spi.EnvironmentProvider.PermissionDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rights that a scenario needs in a cluster, as a manifest for {@code kubectl apply}. */
final class RbacManifest {
    private static final String WHO = "crossfire";

    private RbacManifest() {}

    static PermissionDocument of(ProviderSettings<KubernetesSettings, KubernetesRole> own, List<FaultUse> faults) {
        String namespace = own.settings().namespace();
        List<AccessRight> rights =
                new ArrayList<>(ClusterRights.ofEnvironment(own.roles().values()));
        rights.add(
                new AccessRight("list", "policy", "poddisruptionbudgets", false, "the budgets that a kill bypasses"));
        for (FaultUse use : faults) {
            rights.addAll(ClusterRights.ofPodKill(evicts(use)));
            if (use.targets().stream().anyMatch(NodesOfTarget::isPlace)) {
                rights.addAll(ClusterRights.ofCordon());
            }
            if (use.uses().contains(Capability.PARTITION)) {
                rights.addAll(ClusterRights.ofIsolation());
            }
            KubernetesRole role = own.roles().get(use.fault().role());
            if (role != null
                    && (use.uses().contains(Capability.ROLLOUT) || use.uses().contains(Capability.SCALE))) {
                role.controllerKind().ifPresent(kind -> rights.addAll(ClusterRights.ofWorkloadChange(kind)));
            }
        }
        String text = object("v1", "ServiceAccount", "  name: %s\n  namespace: %s\n".formatted(WHO, quoted(namespace)))
                + grant("Role", "  namespace: " + quoted(namespace) + "\n", rules(rights, false), namespace)
                + grant(
                        "ClusterRole",
                        "",
                        rules(rights, true)
                                // Its uid is the cluster's.
                                + rule("", "namespaces", List.of("get"), "    resourceNames: [kube-system]\n"),
                        namespace);
        return new PermissionDocument(
                "crossfire-rbac.yaml",
                "for the service account " + WHO + " in namespace " + namespace + ", as which the kubeconfig logs in",
                text);
    }

    private static boolean evicts(FaultUse use) {
        boolean killsByEviction =
                use.fault().settings() instanceof PodKill.Settings kill && kill.mode() == PodKillMode.EVICT;
        return killsByEviction || use.uses().contains(Capability.DRAIN);
    }

    private static String grant(String kind, String namespace, String rules, String whose) {
        String metadata = "  name: " + WHO + "\n" + namespace;
        return "---\n" + object("rbac.authorization.k8s.io/v1", kind, metadata) + "rules:\n" + rules + "---\n"
                + object("rbac.authorization.k8s.io/v1", kind + "Binding", metadata)
                + "roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: " + kind + "\n  name: " + WHO + "\n"
                + "subjects:\n  - kind: ServiceAccount\n    name: " + WHO + "\n    namespace: " + quoted(whose) + "\n";
    }

    private static String object(String version, String kind, String metadata) {
        return "apiVersion: " + version + "\nkind: " + kind + "\nmetadata:\n" + metadata;
    }

    /** One rule a resource, with all its verbs. */
    private static String rules(Collection<AccessRight> rights, boolean everywhere) {
        Map<String, List<AccessRight>> byResource = rights.stream()
                .filter(right -> right.everywhere() == everywhere)
                .collect(Collectors.groupingBy(
                        right -> right.group() + "/" + right.resource(), TreeMap::new, Collectors.toList()));
        return byResource.values().stream()
                .map(same -> rule(
                        same.get(0).group(),
                        same.get(0).resource(),
                        same.stream().map(AccessRight::verb).collect(Collectors.toCollection(TreeSet::new)),
                        ""))
                .collect(Collectors.joining());
    }

    private static String rule(String group, String resource, Collection<String> verbs, String more) {
        return "  - apiGroups: [" + quoted(group) + "]\n    resources: [" + resource + "]\n" + more + "    verbs: ["
                + String.join(", ", verbs) + "]\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
