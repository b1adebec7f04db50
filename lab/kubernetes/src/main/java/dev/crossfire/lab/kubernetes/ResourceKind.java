package dev.crossfire.lab.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A kind of object that the API serves.
 *
 * @param group empty for the core group
 * @param name as in its objects, for example {@code Pod}
 * @param plural as in paths
 * @param verbs what clients may do with it; controllers may do anything
 */
record ResourceKind(
        String group,
        String version,
        String name,
        String plural,
        String shortName,
        boolean namespaced,
        Set<String> verbs) {
    private static final Set<String> READ = Set.of("get", "list", "watch");
    private static final Set<String> CHANGE = Set.of("get", "list", "watch", "patch", "update");
    private static final Set<String> END = Set.of("get", "list", "watch", "patch", "update", "delete");
    private static final Set<String> ALL = Set.of("create", "get", "list", "watch", "patch", "update", "delete");

    static final ResourceKind NAMESPACE = new ResourceKind("", "v1", "Namespace", "namespaces", "ns", false, READ);
    static final ResourceKind NODE = new ResourceKind("", "v1", "Node", "nodes", "no", false, CHANGE);
    static final ResourceKind POD = new ResourceKind("", "v1", "Pod", "pods", "po", true, END);
    static final ResourceKind EVENT = new ResourceKind("", "v1", "Event", "events", "ev", true, READ);
    static final ResourceKind DEPLOYMENT =
            new ResourceKind("apps", "v1", "Deployment", "deployments", "deploy", true, CHANGE);
    static final ResourceKind REPLICA_SET =
            new ResourceKind("apps", "v1", "ReplicaSet", "replicasets", "rs", true, READ);
    static final ResourceKind LEASE = new ResourceKind("coordination.k8s.io", "v1", "Lease", "leases", "", true, ALL);
    static final ResourceKind BUDGET =
            new ResourceKind("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb", true, ALL);

    /** Kept and listed; nothing enforces them. */
    static final ResourceKind NETWORK_POLICY =
            new ResourceKind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", "netpol", true, ALL);

    /** Everything that is served. */
    static final List<ResourceKind> SERVED =
            List.of(NAMESPACE, NODE, POD, EVENT, DEPLOYMENT, REPLICA_SET, LEASE, BUDGET, NETWORK_POLICY);

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** How messages call it, for example {@code deployments.apps}. */
    String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    String singular() {
        return name.toLowerCase(Locale.ROOT);
    }
}
