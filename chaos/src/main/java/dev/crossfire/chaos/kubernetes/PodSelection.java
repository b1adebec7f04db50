package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pods.PodWatch;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pods that belong together.
 *
 * @param labels that all of them carry
 */
record PodSelection(ApiServer cluster, String namespace, Map<String, String> labels) {
    PodSelection {
        labels = Map.copyOf(labels);
    }

    /** How messages call it. */
    String name() {
        return namespace + "/"
                + String.join(
                        ",",
                        new TreeMap<>(labels)
                                .entrySet().stream()
                                        .map(label -> label.getKey() + "=" + label.getValue())
                                        .toList());
    }

    List<Pod> list() throws FaultException {
        return cluster.request(
                "list the pods of " + name(),
                () -> query().list().getItems().stream().map(ApiServer::pod).toList());
    }

    PodWatch watch() throws FaultException {
        return new Informed(cluster.request("watch the pods of " + name(), () -> query().inform()));
    }

    private FilterWatchListDeletable<io.fabric8.kubernetes.api.model.Pod, PodList, PodResource> query() {
        return cluster.client().pods().inNamespace(namespace).withLabels(labels);
    }

    /** A list that the client keeps current. */
    private record Informed(SharedIndexInformer<io.fabric8.kubernetes.api.model.Pod> informer) implements PodWatch {
        @Override
        public boolean isLive() {
            return informer.isWatching();
        }

        @Override
        public List<Pod> pods() {
            return informer.getStore().list().stream().map(ApiServer::pod).toList();
        }

        @Override
        public void close() {
            informer.close();
        }
    }
}
