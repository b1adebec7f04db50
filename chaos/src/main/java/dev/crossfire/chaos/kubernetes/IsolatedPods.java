package dev.crossfire.chaos.kubernetes;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pods that faults have cut off from the network: a NetworkPolicy without rules selects them by a label that they get.
 *
 * <p>The policy is removed before the labels. So neither a policy nor a label that a process sends too late isolates a pod.
 *
 * @param used whether faults of the environment isolate pods; otherwise no policy is looked for
 */
record IsolatedPods(ApiServer cluster, String namespace, boolean used) implements ClusterChanges {
    private static final String ISOLATED_BY = "crossfire.dev/isolated-by";
    private static final PatchContext MERGED = PatchContext.of(PatchType.JSON_MERGE);
    private static final String LABEL = "{\"metadata\":{\"uid\":\"%s\",\"labels\":{\"" + ISOLATED_BY + "\":%s}}}";

    /**
     * Isolates the pods of some workloads.
     *
     * @param permission asked directly before each pod is isolated
     * @throws NotInjectedException when the permission has ended
     */
    void isolate(List<PodSelection> workloads, String run, String fault, Permission permission) throws FaultException {
        String lease = ClusterLeases.name(run, fault);
        create(lease, run, fault);
        extend(workloads, lease, permission);
    }

    /**
     * Isolates those pods of some workloads that are not isolated yet, because they have come since.
     *
     * @param permission asked directly before each pod is isolated
     * @throws NotInjectedException when the permission has ended
     */
    void extend(List<PodSelection> workloads, String lease, Permission permission) throws FaultException {
        for (PodSelection workload : workloads) {
            for (Pod pod : workload.listed()) {
                if (!NodesOfTarget.isAlive(pod) || isIsolated(pod)) {
                    continue;
                }
                if (!permission.isValid()) {
                    release(lease);
                    throw new NotInjectedException(
                            "the fault's permission to isolate pods was removed: the fault was healed");
                }
                label(pod, "\"" + lease + "\"");
            }
        }
    }

    private static boolean isIsolated(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels != null && labels.containsKey(ISOLATED_BY);
    }

    private void create(String lease, String run, String fault) throws FaultException {
        NetworkPolicy policy = new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(lease)
                .withNamespace(namespace)
                .withLabels(Map.of(ISOLATED_BY, lease))
                .withAnnotations(Map.of(RUN, run, FAULT, fault))
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Map.of(ISOLATED_BY, lease))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .endSpec()
                .build();
        try {
            cluster.client()
                    .network()
                    .v1()
                    .networkPolicies()
                    .inNamespace(namespace)
                    .resource(policy)
                    .create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw cluster.problem("create networkpolicy " + namespace + "/" + lease, refused);
            }
        }
    }

    private void label(Pod pod, String value) throws FaultException {
        String name = pod.getMetadata().getName();
        try {
            cluster.client()
                    .pods()
                    .inNamespace(namespace)
                    .withName(name)
                    .patch(MERGED, LABEL.formatted(pod.getMetadata().getUid(), value));
        } catch (KubernetesClientException refused) {
            if (!ApiServer.isGone(refused)) {
                throw cluster.problem("label pod " + namespace + "/" + name, refused);
            }
        }
    }

    /** The policies in the namespace that select some of these pods and allow them traffic, by name. */
    List<String> allowing(PodSelection workload) throws FaultException {
        List<Pod> pods = workload.listed();
        List<NetworkPolicy> all = cluster.request("list the networkpolicies in " + namespace, () -> cluster.client()
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(namespace)
                .list()
                .getItems());
        return all.stream()
                .filter(policy -> !policy.getSpec().getIngress().isEmpty()
                        && pods.stream()
                                .anyMatch(pod -> PodSelection.matches(
                                        policy.getSpec().getPodSelector(),
                                        pod.getMetadata().getLabels())))
                .map(policy -> policy.getMetadata().getName())
                .sorted()
                .toList();
    }

    @Override
    public void release(String lease) throws FaultException {
        if (!used) {
            return;
        }
        for (NetworkPolicy policy : policies(lease)) {
            String name = policy.getMetadata().getName();
            cluster.request("delete networkpolicy " + namespace + "/" + name, () -> cluster.client()
                    .network()
                    .v1()
                    .networkPolicies()
                    .inNamespace(namespace)
                    .withName(name)
                    .delete());
        }
        for (Pod pod : labelled(lease)) {
            label(pod, "null");
        }
    }

    @Override
    public Map<String, ChangesOfFault> byFault() throws FaultException {
        Map<String, ChangesOfFault> byFault = new TreeMap<>();
        if (!used) {
            return byFault;
        }
        for (Pod pod : labelled(null)) {
            String lease = pod.getMetadata().getLabels().get(ISOLATED_BY);
            byFault.put(lease, new ChangesOfFault("", null, "the labels of isolated pods"));
        }
        for (NetworkPolicy policy : policies(null)) {
            byFault.put(
                    policy.getMetadata().getLabels().get(ISOLATED_BY),
                    ChangesOfFault.noted(
                            policy.getMetadata().getAnnotations(),
                            "the networkpolicy " + namespace + "/"
                                    + policy.getMetadata().getName()));
        }
        return byFault;
    }

    /** The policies of a fault; of all faults when {@code lease} is null. */
    private List<NetworkPolicy> policies(@Nullable String lease) throws FaultException {
        var all = cluster.client().network().v1().networkPolicies().inNamespace(namespace);
        return cluster.request(
                "list the networkpolicies in " + namespace + " that isolate",
                () -> (lease == null ? all.withLabel(ISOLATED_BY) : all.withLabel(ISOLATED_BY, lease))
                        .list()
                        .getItems());
    }

    /** The pods that a fault has labelled; of all faults when {@code lease} is null. */
    private List<Pod> labelled(@Nullable String lease) throws FaultException {
        var all = cluster.client().pods().inNamespace(namespace);
        return cluster.request(
                "list the pods in " + namespace + " that are isolated",
                () -> (lease == null ? all.withLabel(ISOLATED_BY) : all.withLabel(ISOLATED_BY, lease))
                        .list()
                        .getItems());
    }
}
