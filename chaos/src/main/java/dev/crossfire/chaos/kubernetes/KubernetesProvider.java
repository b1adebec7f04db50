package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.kubernetes.ClusterRights.AccessRight;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.ClusterIdentity;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.DeclaredSettings;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Kubernetes: pods are found by their controller or labels, nodes by zone or labels, and the API server acts on them. */
public final class KubernetesProvider implements EnvironmentProvider<KubernetesSettings, KubernetesRole> {
    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public String summary() {
        return "a namespace of a Kubernetes cluster: its pods, and the nodes and zones on which they are";
    }

    @Override
    public Class<KubernetesSettings> settings() {
        return KubernetesSettings.class;
    }

    @Override
    public Class<KubernetesRole> role() {
        return KubernetesRole.class;
    }

    @Override
    public List<InjectionMethod> injectionMethods() {
        return List.of(
                new InjectionMethod(
                        Capability.PODS,
                        KubernetesRoles.TYPE,
                        "the pod is deleted or evicted through the API server, by its uid",
                        List.of(
                                "daemonsets: get, list",
                                "deployments: get, list",
                                "leases: create, delete, get, list, update",
                                "namespaces: get",
                                "nodes: list",
                                "poddisruptionbudgets: list",
                                "pods: delete, get, list, patch",
                                "pods/eviction: create",
                                "replicasets: get, list",
                                "selfsubjectaccessreviews: create",
                                "statefulsets: get, list")),
                new InjectionMethod(
                        Capability.ROLLOUT,
                        KubernetesRoles.TYPE,
                        "the template of the pods' Deployment, StatefulSet or DaemonSet is changed, and its controller"
                                + " replaces the pods",
                        List.of(
                                "daemonsets: get, list, patch",
                                "deployments: get, list, patch",
                                "statefulsets: get, list, patch")),
                new InjectionMethod(
                        Capability.SCALE,
                        KubernetesRoles.TYPE,
                        "the replicas of the pods' Deployment or StatefulSet are changed",
                        List.of("deployments: get, list, patch", "statefulsets: get, list, patch")),
                new InjectionMethod(
                        Capability.PARTITION,
                        KubernetesRoles.TYPE,
                        "a NetworkPolicy without rules selects all pods of the role, by a label that they get; the role's"
                                + " probe shows whether the cluster's network honours it",
                        List.of("networkpolicies: create, delete, list", "pods: get, list, patch")),
                new InjectionMethod(
                        Capability.POWER,
                        NodesOfTarget.ZONE,
                        "the zone's nodes are cordoned and the namespace's pods on them deleted at once, but those of"
                                + " DaemonSets",
                        List.of("nodes: get, list, patch", "pods: delete, get, list, patch")),
                new InjectionMethod(
                        Capability.DRAIN,
                        NodesOfTarget.NODE,
                        "the node is cordoned and the namespace's pods on it are evicted, but those of DaemonSets",
                        List.of("nodes: get, list, patch", "pods: get, list, patch", "pods/eviction: create")));
    }

    @Override
    public Map<Capability, String> notOffered() {
        return Map.ofEntries(
                Map.entry(Capability.FAILOVER, "the database's operator fails it over; use commands"),
                Map.entry(Capability.TAKEOVER, "the cache's operator or sentinel fails it over; use commands"),
                Map.entry(Capability.FLUSH, "a cache is emptied by its own protocol; use commands"),
                Map.entry(
                        Capability.KILL,
                        "a pod that is deleted is replaced at once; use pod-kill, or scale with no replicas"),
                Map.entry(
                        Capability.UNREACHABLE,
                        "use network-partition of the role, whose NetworkPolicy cuts off the database's pods"),
                Map.entry(
                        Capability.RESET,
                        "nothing in a cluster does so by itself, nor does Chaos Mesh; use commands of another agent"),
                Map.entry(
                        Capability.LATENCY,
                        "nothing in a cluster does so by itself; install Chaos Mesh and use the recipe chaos-mesh-network"),
                Map.entry(
                        Capability.LOSS,
                        "nothing in a cluster does so by itself; install Chaos Mesh and use the recipe chaos-mesh-network"),
                Map.entry(
                        Capability.BANDWIDTH,
                        "nothing in a cluster does so by itself; use commands of an agent that does"),
                Map.entry(
                        Capability.REFUSAL,
                        "nothing in a cluster does so by itself; use commands of an agent that does"),
                Map.entry(
                        Capability.PAUSE,
                        "nothing in a cluster freezes containers, nor does Chaos Mesh; use commands on the node, or cache-loss by"
                                + " the recipe chaos-mesh-kill"),
                Map.entry(
                        Capability.CPU,
                        "nothing in a cluster does so by itself; install Chaos Mesh and use the recipe chaos-mesh-stress"),
                Map.entry(
                        Capability.MEMORY,
                        "nothing in a cluster does so by itself; install Chaos Mesh and use the recipe chaos-mesh-stress"),
                Map.entry(Capability.ISOLATION, "a NetworkPolicy selects no nodes, and some networks ignore it"),
                Map.entry(Capability.WORKFLOW, "a workflow is an automation of AWS Systems Manager; use commands"),
                Map.entry(Capability.ACTION, "an action of FIS exists on AWS and in the lab alone"));
    }

    @Override
    public DeclaredSettings declared(
            EnvironmentSpec environment, ProviderSettings<KubernetesSettings, KubernetesRole> own) {
        List<Problem> problems = new ArrayList<>();
        try {
            ClusterConnection.follow(environment, own.settings(), problems);
        } catch (IOException absent) {
            // A check needs no credentials, and a kubeconfig is one; opening the environment reports it.
            problems.clear();
        }
        return KubernetesRoles.declared(environment.name(), own, problems);
    }

    @Override
    public List<PermissionDocument> permissions(
            ProviderSettings<KubernetesSettings, KubernetesRole> own, List<FaultUse> faults) {
        return List.of(RbacManifest.of(own, faults));
    }

    @Override
    public Environment open(
            EnvironmentSpec environment, ProviderSettings<KubernetesSettings, KubernetesRole> own, RunClock clock)
            throws EnvironmentException {
        return open(environment, own, clock, (cluster, namespace) -> {
            requireRights(new ClusterRights(cluster, namespace), own.roles().values());
            return new KubernetesRoles(cluster, namespace).resolve(own.roles());
        });
    }

    @Override
    public Environment openToHeal(
            EnvironmentSpec environment, ProviderSettings<KubernetesSettings, KubernetesRole> own, RunClock clock)
            throws EnvironmentException {
        return open(environment, own, clock, (cluster, namespace) -> new KubernetesRoles(cluster, namespace)
                .resolveToHeal(own.roles()));
    }

    /** Lists at once all rights that a run may lack; a run without the fault that needs one can do without it. */
    private static void requireRights(ClusterRights rights, Collection<KubernetesRole> roles) throws FaultException {
        List<AccessRight> ofEnvironment = ClusterRights.ofEnvironment(roles);
        if (!rights.missing(ofEnvironment).isEmpty()) {
            List<AccessRight> all = new ArrayList<>(ofEnvironment);
            all.addAll(ClusterRights.ofPodKill(false));
            rights.require(all);
        }
    }

    /** A way to find the targets that play the roles. */
    @FunctionalInterface
    private interface Search {
        KubernetesRoles.FoundTargets find(ApiServer cluster, String namespace)
                throws EnvironmentException, FaultException;
    }

    private static Environment open(
            EnvironmentSpec environment,
            ProviderSettings<KubernetesSettings, KubernetesRole> own,
            RunClock clock,
            Search search)
            throws EnvironmentException {
        KubernetesSettings place = own.settings();
        ClusterConnection connection = ClusterConnection.of(environment, place, clock);
        ApiServer cluster = connection.server();
        boolean opened = false;
        try {
            ClusterIdentity identity = connection.identity(place);
            KubernetesRoles.FoundTargets found = search.find(cluster, place.namespace());
            Environment connected =
                    new KubernetesEnvironment(environment.name(), cluster, identity, own.roles(), found, clock);
            opened = true;
            return connected;
        } catch (FaultException unreachable) {
            throw new EnvironmentException(String.valueOf(unreachable.getMessage()), unreachable);
        } finally {
            if (!opened) {
                cluster.close();
            }
        }
    }
}
