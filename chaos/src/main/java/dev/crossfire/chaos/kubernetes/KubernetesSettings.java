package dev.crossfire.chaos.kubernetes;

import dev.crossfire.model.Describe;
import dev.crossfire.model.environment.EnvironmentSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a Kubernetes environment's file beyond those of every environment.
 *
 * @param kubernetes which cluster
 * @param roles what plays which role
 */
public record KubernetesSettings(
        @Describe("the cluster and the namespace") ClusterNamespace kubernetes,
        @Describe("the pods of each role") Map<String, PodRole> roles)
        implements EnvironmentSettings {
    public KubernetesSettings {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /**
     * A namespace of a cluster.
     *
     * @param kubeconfig the file that describes how to reach the cluster; null for the one that kubectl would use
     * @param context which of the file's contexts; null for its present one
     * @param namespace where everything that plays a role is
     */
    public record ClusterNamespace(
            @Describe("the kubeconfig file; kubectl's own by default") @Nullable
            String kubeconfig,

            @Describe("the kubeconfig's context; its current one by default") @Nullable
            String context,

            @Describe("the namespace of all roles") String namespace) {}

    /**
     * What plays a role: exactly one of the two.
     *
     * @param deployment the pods of a Deployment
     * @param labels the pods that carry all of these
     */
    public record PodRole(
            @Describe("the name of a Deployment with the role's pods") @Nullable
            String deployment,

            @Describe("labels that the pods carry, all of them") @Nullable
            Map<String, String> labels) {
        public PodRole {
            boolean labelled = labels != null && !labels.isEmpty();
            if (deployment == null ? !labelled : labels != null) {
                throw new IllegalArgumentException("either a deployment's name, or labels that the pods carry");
            }
            labels = labels == null ? null : Map.copyOf(labels);
        }
    }
}
