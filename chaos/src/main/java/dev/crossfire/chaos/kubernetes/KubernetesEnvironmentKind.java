package dev.crossfire.chaos.kubernetes;

import dev.crossfire.model.Capability;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.EnvironmentKind.DeclaredSettings;
import dev.crossfire.spi.EnvironmentKind.InjectionMethod;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
                "the pod is deleted through the API server, by its uid",
                List.of(
                        "daemonsets: get",
                        "deployments: get",
                        "leases: create, delete, get, list, update",
                        "nodes: list",
                        "pods: delete, list, patch",
                        "replicasets: get, list",
                        "statefulsets: get")));
    }

    @Override
    public DeclaredSettings declared(EnvironmentSpec spec, KubernetesSettings settings) {
        return KubernetesRoles.declared(spec.name(), settings);
    }

    @Override
    public Environment open(EnvironmentSpec spec, KubernetesSettings settings, RunClock clock)
            throws EnvironmentException {
        return open(spec, settings, clock, KubernetesRoles::resolve);
    }

    @Override
    public Environment openToHeal(EnvironmentSpec spec, KubernetesSettings settings, RunClock clock)
            throws EnvironmentException {
        return open(spec, settings, clock, KubernetesRoles::resolveToHeal);
    }

    /** A way to find the targets that play the roles. */
    @FunctionalInterface
    private interface Search {
        KubernetesRoles.FoundTargets find(KubernetesRoles among, Map<String, KubernetesSettings.PodRole> roles)
                throws EnvironmentException, FaultException;
    }

    private static Environment open(EnvironmentSpec spec, KubernetesSettings settings, RunClock clock, Search search)
            throws EnvironmentException {
        KubernetesSettings.ClusterNamespace place = settings.kubernetes();
        ApiServer cluster = cluster(place);
        boolean opened = false;
        try {
            KubernetesRoles.FoundTargets found =
                    search.find(new KubernetesRoles(cluster, place.namespace()), settings.roles());
            Environment environment =
                    new KubernetesEnvironment(spec.name(), cluster, place.namespace(), settings.roles(), found, clock);
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

    private static ApiServer cluster(KubernetesSettings.ClusterNamespace place) throws EnvironmentException {
        String kubeconfig = place.kubeconfig();
        if (kubeconfig != null && !Files.exists(Path.of(kubeconfig))) {
            throw new EnvironmentException(
                    "the kubeconfig " + kubeconfig
                            + " does not exist; correct kubernetes.kubeconfig, or leave it out to use the one that kubectl uses");
        }
        try {
            return ApiServer.of(kubeconfig == null ? null : Path.of(kubeconfig), place.context());
        } catch (IOException unfit) {
            throw new EnvironmentException(
                    "the kubeconfig " + (kubeconfig == null ? "that kubectl would use" : kubeconfig)
                            + " cannot be used: " + unfit.getMessage() + "; try it with kubectl",
                    unfit);
        }
    }
}
