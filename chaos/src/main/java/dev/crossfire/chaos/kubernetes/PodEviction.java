package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pods.EvictionRefusedException;
import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.Preconditions;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Evicts pods: the cluster deletes them unless a PodDisruptionBudget forbids it. */
record PodEviction(ApiServer cluster) {
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * Evicts a pod that is as it was marked.
     *
     * @return false when it has changed, or another has its name by now
     * @throws EvictionRefusedException when a budget forbids it
     */
    boolean evict(PodMark mark, @Nullable Duration grace) throws FaultException {
        Pod pod = mark.pod();
        DeleteOptions options = new DeleteOptions();
        options.setPreconditions(new Preconditions(mark.version(), pod.uid()));
        if (grace != null) {
            options.setGracePeriodSeconds(grace.toSeconds());
        }
        Eviction eviction = new EvictionBuilder()
                .withNewMetadata()
                .withName(pod.name())
                .withNamespace(pod.namespace())
                .endMetadata()
                .withDeleteOptions(options)
                .build();
        String path = "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name() + "/eviction";
        try {
            cluster.client().raw(path, "POST", eviction);
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == TOO_MANY_REQUESTS) {
                throw new EvictionRefusedException(
                        "the eviction of " + pod.namespace() + "/" + pod.name() + " was refused: "
                                + ApiFailure.words(refused),
                        refused);
            }
            if (!ApiServer.isGone(refused)) {
                throw cluster.problem("evict pod " + pod.namespace() + "/" + pod.name(), refused);
            }
            return refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
        }
    }
}
