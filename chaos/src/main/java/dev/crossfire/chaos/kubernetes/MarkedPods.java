package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.Preconditions;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
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

    /**
     * Deletes a pod that is as it was marked; false when it has changed, or does not exist any more.
     *
     * <p>The client does not try it again by itself: a deletion goes out directly after the check that it may, or never.
     */
    boolean delete(PodMark mark, @Nullable Duration grace) throws FaultException {
        Pod pod = mark.pod();
        DeleteOptions options = new DeleteOptions();
        options.setPreconditions(new Preconditions(mark.version(), pod.uid()));
        if (grace != null) {
            options.setGracePeriodSeconds(grace.toSeconds());
        }
        RequestConfig once = new RequestConfigBuilder(
                        cluster.client().getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .build();
        String path = "/api/v1/namespaces/" + namespace + "/pods/" + pod.name();
        try {
            cluster.client().newClient(once).raw(path, "DELETE", options);
            return true;
        } catch (KubernetesClientException refused) {
            if (ApiServer.isGone(refused)) {
                return false;
            }
            throw cluster.problem("delete pod " + namespace + "/" + pod.name(), refused);
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
