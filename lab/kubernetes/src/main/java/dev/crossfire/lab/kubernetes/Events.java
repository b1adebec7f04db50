package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** Events that controllers report to people; the newest are kept. */
final class Events {
    private static final int KEPT = 200;

    private final Store store;
    private final Clock clock;
    private final Deque<String> names = new ArrayDeque<>();
    private final String namespace;
    private long count;

    Events(Store store, String namespace, Clock clock) {
        this.namespace = namespace;
        this.store = store;
        this.clock = clock;
    }

    void normal(ObjectNode about, String reason, String message) {
        note(about, "Normal", reason, message);
    }

    void warning(ObjectNode about, String reason, String message) {
        note(about, "Warning", reason, message);
    }

    private void note(ObjectNode about, String type, String reason, String message) {
        String now = KubernetesJson.time(clock.instant());
        ObjectNode event = KubernetesJson.object();
        event.putObject("metadata")
                .put("name", KubernetesJson.name(about) + "." + Long.toHexString(++count))
                .put("namespace", namespace);
        event.putObject("involvedObject")
                .put("kind", about.path("kind").asText())
                .put("namespace", KubernetesJson.namespace(about))
                .put("name", KubernetesJson.name(about))
                .put("uid", KubernetesJson.uid(about))
                .put("apiVersion", about.path("apiVersion").asText());
        event.put("type", type).put("reason", reason).put("message", message);
        event.put("firstTimestamp", now).put("lastTimestamp", now).put("count", 1);
        event.putObject("source").put("component", "crossfire-lab");
        store.create(ResourceKind.EVENT, event);
        names.addLast(KubernetesJson.name(event));
        if (names.size() > KEPT) {
            store.remove(ResourceKind.EVENT, namespace, names.removeFirst());
        }
    }
}
