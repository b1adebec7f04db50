package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pods.KillRefusedException;
import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.Preconditions;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pods that are about to be killed carry a mark, and are deleted in the very version that it made of them: a process
 * that removes the mark makes sure that a deletion which is still on its way is refused.
 */
record MarkedPods(ApiServer cluster, String namespace) {
    private static final String KILLED_BY = "crossfire.dev/killed-by";
    private static final PatchContext MERGED = PatchContext.of(PatchType.JSON_MERGE);
    /** The uid is in it so that another pod of the same name is left alone. */
    private static final String MARK = "{\"metadata\":{\"uid\":\"%s\",\"labels\":{\"" + KILLED_BY + "\":\"%s\"}}}";

    private static final String UNMARK = "{\"metadata\":{\"labels\":{\"" + KILLED_BY + "\":null}}}";

    /** Marks a pod; empty when it does not exist any more. */
    Optional<PodMark> mark(Pod pod, String fault) throws FaultException {
        return patch(pod.name(), MARK.formatted(pod.uid(), fault)).map(version -> new PodMark(pod, version));
    }

    /** The marked pods, by the mark. */
    Map<String, List<String>> marks() throws FaultException {
        return cluster
                .request("list the pods in " + namespace + " that are marked", () -> cluster.client()
                        .pods()
                        .inNamespace(namespace)
                        .withLabel(KILLED_BY)
                        .list()
                        .getItems())
                .stream()
                .collect(Collectors.groupingBy(
                        pod -> pod.getMetadata().getLabels().get(KILLED_BY),
                        Collectors.mapping(
                                pod -> namespace + "/" + pod.getMetadata().getName(), Collectors.toList())));
    }

    /** Takes away every mark of a fault. */
    void spare(String fault) throws FaultException {
        List<String> marked = cluster.request(
                "list the pods in " + namespace + " that are marked",
                () ->
                        cluster
                                .client()
                                .pods()
                                .inNamespace(namespace)
                                .withLabel(KILLED_BY, fault)
                                .list()
                                .getItems()
                                .stream()
                                .map(pod -> pod.getMetadata().getName())
                                .toList());
        for (String name : marked) {
            patch(name, UNMARK);
        }
    }

    /** Deletes a pod that is as it was marked; false when it has changed, or does not exist any more. */
    boolean delete(PodMark mark, @Nullable Duration grace) throws FaultException {
        return sendOnce("deletion", mark.pod(), "DELETE", path(mark.pod()), options(mark, grace));
    }

    /**
     * Evicts a pod that is as it was marked: the cluster deletes it unless a PodDisruptionBudget forbids it.
     *
     * @return false when it has changed, or does not exist any more
     * @throws KillRefusedException also when a budget forbids it
     */
    boolean evict(PodMark mark, @Nullable Duration grace) throws FaultException {
        Pod pod = mark.pod();
        Eviction eviction = new EvictionBuilder()
                .withNewMetadata()
                .withName(pod.name())
                .withNamespace(namespace)
                .endMetadata()
                .withDeleteOptions(options(mark, grace))
                .build();
        return sendOnce("eviction", pod, "POST", path(pod) + "/eviction", eviction);
    }

    private String path(Pod pod) {
        return "/api/v1/namespaces/" + namespace + "/pods/" + pod.name();
    }

    private static DeleteOptions options(PodMark mark, @Nullable Duration grace) {
        DeleteOptions options = new DeleteOptions();
        options.setPreconditions(new Preconditions(mark.version(), mark.pod().uid()));
        if (grace != null) {
            options.setGracePeriodSeconds(grace.toSeconds());
        }
        return options;
    }

    /** A kill is sent directly after the check that permits it, or never: nothing repeats it later. */
    private boolean sendOnce(String what, Pod pod, String method, String path, Object body) throws FaultException {
        String of = what + " of pod " + namespace + "/" + pod.name();
        try {
            RequestRepetition.none(cluster.client()).raw(path, method, body);
            return true;
        } catch (KubernetesClientException refused) {
            if (ApiServer.isGone(refused)) {
                return false;
            }
            if (refused.getCode() == RequestRepetition.TOO_MANY_REQUESTS) {
                throw new KillRefusedException("the " + of + " was refused: " + ApiFailure.words(refused), refused);
            }
            throw cluster.problem("carry out the " + of, refused);
        }
    }

    private Optional<String> patch(String pod, String patch) throws FaultException {
        try {
            return Optional.of(cluster.client()
                    .pods()
                    .inNamespace(namespace)
                    .withName(pod)
                    .patch(MERGED, patch)
                    .getMetadata()
                    .getResourceVersion());
        } catch (KubernetesClientException refused) {
            if (ApiServer.isGone(refused)) {
                return Optional.empty();
            }
            throw cluster.problem("mark pod " + namespace + "/" + pod, refused);
        }
    }
}
