package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rights that a run needs, as the cluster itself says which of them the kubeconfig's user has. */
final class ClusterRights {
    private static final String APPS = "apps";
    private static final String NETWORK = "networking.k8s.io";
    private static final String POLICIES = "networkpolicies";
    private static final String LEFT = "what faults have left changed";
    private static final String LEASES = "coordination.k8s.io";

    private final ApiServer cluster;
    private final String namespace;

    ClusterRights(ApiServer cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /**
     * One right.
     *
     * @param resource with its part after a slash, as {@code pods/eviction}
     * @param everywhere whether it is needed outside of the namespace too
     * @param use what needs it
     */
    record AccessRight(String verb, String group, String resource, boolean everywhere, String use) {
        private String words(String namespace) {
            return verb + " on " + resource + (group.isEmpty() ? "" : "." + group)
                    + (everywhere ? " in the whole cluster" : " in namespace " + namespace) + ", for " + use;
        }
    }

    /** What every run needs to find its targets and to claim the namespace. */
    static List<AccessRight> ofEnvironment(Collection<KubernetesRole> roles) {
        List<AccessRight> rights = new ArrayList<>();
        String find = "the pods of roles";
        rights.add(new AccessRight("list", "", "pods", false, find));
        rights.add(new AccessRight("list", "", "nodes", true, "the zones of pods"));
        if (roles.stream().map(KubernetesRole::deployment).anyMatch(Objects::nonNull)) {
            rights.add(new AccessRight("get", APPS, "deployments", false, find));
            rights.add(new AccessRight("list", APPS, "deployments", false, LEFT));
            rights.add(new AccessRight("list", APPS, "replicasets", false, find));
            rights.add(new AccessRight("get", APPS, "replicasets", false, "the number of pods that a role wants"));
        }
        if (roles.stream().map(KubernetesRole::statefulSet).anyMatch(Objects::nonNull)) {
            rights.add(new AccessRight("get", APPS, "statefulsets", false, find));
            rights.add(new AccessRight("list", APPS, "statefulsets", false, LEFT));
        }
        if (roles.stream().map(KubernetesRole::daemonSet).anyMatch(Objects::nonNull)) {
            rights.add(new AccessRight("get", APPS, "daemonsets", false, find));
            rights.add(new AccessRight("list", APPS, "daemonsets", false, LEFT));
        }
        if (roles.stream().map(KubernetesRole::probe).anyMatch(Objects::nonNull)) {
            rights.add(new AccessRight("list", NETWORK, POLICIES, false, LEFT));
        }
        Stream.of("get", "list", "create", "update", "delete")
                .forEach(verb -> rights.add(new AccessRight(
                        verb, LEASES, "leases", false, "the claim on the namespace and the permission to kill")));
        return rights;
    }

    /** What a kill of pods needs beyond that. */
    static List<AccessRight> ofPodKill(boolean evict) {
        return List.of(
                // The client reads a pod before it patches it.
                new AccessRight("get", "", "pods", false, "pod-kill"),
                new AccessRight("patch", "", "pods", false, "pod-kill"),
                evict
                        ? new AccessRight("create", "", "pods/eviction", false, "pod-kill with mode: evict")
                        : new AccessRight("delete", "", "pods", false, "pod-kill"));
    }

    /**
     * What a change of a workload needs beyond that.
     *
     * @param kind its kind, such as {@code Deployment}
     */
    static List<AccessRight> ofWorkloadChange(String kind) {
        return List.of(new AccessRight("patch", APPS, PodController.plural(kind), false, "rollout and scale"));
    }

    /** What cutting pods off from the network needs beyond that. */
    static List<AccessRight> ofIsolation() {
        String use = "network-partition";
        List<AccessRight> rights = new ArrayList<>(List.of(
                new AccessRight("get", "", "pods", false, use), new AccessRight("patch", "", "pods", false, use)));
        Stream.of("create", "delete").forEach(verb -> rights.add(new AccessRight(verb, NETWORK, POLICIES, false, use)));
        return rights;
    }

    /** What cordoning nodes needs beyond that. */
    static List<AccessRight> ofCordon() {
        return List.of(
                new AccessRight("get", "", "nodes", true, "cordoning nodes"),
                new AccessRight("patch", "", "nodes", true, "cordoning nodes"));
    }

    /**
     * Makes sure that the user has rights.
     *
     * @throws FaultException that names all that are missing
     */
    void require(List<AccessRight> rights) throws FaultException {
        List<AccessRight> missing = missing(rights);
        if (!missing.isEmpty()) {
            throw new FaultException(text(missing));
        }
    }

    private String text(List<AccessRight> missing) {
        return "the kubeconfig's user lacks rights in the cluster at " + cluster.server() + ": "
                + String.join(
                        "; ",
                        missing.stream().map(right -> right.words(namespace)).toList())
                + ". Give it these; docs/kubernetes.md has the whole list";
    }

    /** Those of some rights that the user does not have. */
    List<AccessRight> missing(List<AccessRight> rights) throws FaultException {
        List<AccessRight> missing = new ArrayList<>();
        for (AccessRight right : rights) {
            if (!isGiven(right)) {
                missing.add(right);
            }
        }
        return missing;
    }

    private boolean isGiven(AccessRight right) throws FaultException {
        String[] resource = right.resource().split("/", 2);
        @Nullable String inNamespace = right.everywhere() ? null : namespace;
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(inNamespace)
                .withVerb(right.verb())
                .withGroup(right.group())
                .withResource(resource[0])
                .withSubresource(resource.length == 1 ? null : resource[1])
                .endResourceAttributes()
                .endSpec()
                .build();
        SelfSubjectAccessReview answer =
                cluster.request("review the rights of the kubeconfig's user", () -> cluster.client()
                        .authorization()
                        .v1()
                        .selfSubjectAccessReview()
                        .create(review));
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
