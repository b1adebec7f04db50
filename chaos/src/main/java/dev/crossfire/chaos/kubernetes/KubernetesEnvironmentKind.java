package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.kubernetes.ClusterRights.AccessRight;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.ClusterIdentity;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.EnvironmentKind.DeclaredSettings;
import dev.crossfire.spi.EnvironmentKind.InjectionMethod;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Kubernetes: pods are found by their controller or labels, and deleted through the API server. */
public final class KubernetesEnvironmentKind implements EnvironmentKind<KubernetesSettings> {
    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public String summary() {
        return "a namespace of a Kubernetes cluster: pods found by their controller or labels, deleted through its API";
    }

    @Override
    public Class<KubernetesSettings> settings() {
        return KubernetesSettings.class;
    }

    @Override
    public List<InjectionMethod> injectionMethods() {
        return List.of(new InjectionMethod(
                Capability.PODS,
                KubernetesRoles.TYPE,
                "the pod is deleted or evicted through the API server, by its uid",
                List.of(
                        "daemonsets: get",
                        "deployments: get",
                        "leases: create, delete, get, list, update",
                        "namespaces: get",
                        "nodes: list",
                        "poddisruptionbudgets: list",
                        "pods: delete, get, list, patch",
                        "pods/eviction: create",
                        "replicasets: get, list",
                        "selfsubjectaccessreviews: create",
                        "statefulsets: get")));
    }

    @Override
    public DeclaredSettings declared(EnvironmentSpec spec, KubernetesSettings settings) {
        List<Problem> problems = new ArrayList<>();
        try {
            ClusterConnection.follow(spec, settings.kubernetes(), problems);
        } catch (IOException absent) {
            // A check needs no credentials, and a kubeconfig is one; opening the environment reports it.
            problems.clear();
        }
        return KubernetesRoles.declared(spec.name(), settings, problems);
    }

    @Override
    public Environment open(EnvironmentSpec spec, KubernetesSettings settings, RunClock clock)
            throws EnvironmentException {
        return open(spec, settings, clock, (cluster, namespace) -> {
            requireRights(new ClusterRights(cluster, namespace), settings);
            return new KubernetesRoles(cluster, namespace).resolve(settings.roles());
        });
    }

    @Override
    public Environment openToHeal(EnvironmentSpec spec, KubernetesSettings settings, RunClock clock)
            throws EnvironmentException {
        return open(spec, settings, clock, (cluster, namespace) -> new KubernetesRoles(cluster, namespace)
                .resolveToHeal(settings.roles()));
    }

    /** Lists at once all rights that a run may lack; a run without the fault that needs one can do without it. */
    private static void requireRights(ClusterRights rights, KubernetesSettings settings) throws FaultException {
        List<AccessRight> ofEnvironment =
                ClusterRights.ofEnvironment(settings.roles().values());
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

    private static Environment open(EnvironmentSpec spec, KubernetesSettings settings, RunClock clock, Search search)
            throws EnvironmentException {
        KubernetesSettings.ClusterNamespace place = settings.kubernetes();
        ClusterConnection connection = ClusterConnection.of(spec, place, clock);
        ApiServer cluster = connection.server();
        boolean opened = false;
        try {
            ClusterIdentity identity = connection.identity(place);
            KubernetesRoles.FoundTargets found = search.find(cluster, place.namespace());
            Environment environment =
                    new KubernetesEnvironment(spec.name(), cluster, identity, settings.roles(), found, clock);
            opened = true;
            return environment;
        } catch (FaultException unreachable) {
            throw new EnvironmentException(String.valueOf(unreachable.getMessage()), unreachable);
        } finally {
            if (!opened) {
                cluster.close();
            }
        }
    }
}
