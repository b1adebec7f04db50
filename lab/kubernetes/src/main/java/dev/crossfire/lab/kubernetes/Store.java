package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The API's objects, each with the version of its last change, and the recent changes for watches.
 *
 * <p>A tree in this store is never changed: a caller that wants another one brings a copy.
 */
final class Store {
    private static final int HISTORY = 2_000;
    private static final int OBJECTS = 2_000;

    private final Clock clock;
    private final Map<ResourceKind, NavigableMap<String, ObjectNode>> objects = new HashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private long version = 1;
    private boolean closed;

    Store(Clock clock) {
        this.clock = clock;
    }

    /** Everything of a kind, and the version at which it was so. */
    record Listing(long version, List<ObjectNode> items) {}

    synchronized Optional<ObjectNode> find(ResourceKind kind, String namespace, String name) {
        return Optional.ofNullable(all(kind).get(namespace + "/" + name));
    }

    ObjectNode get(ResourceKind kind, String namespace, String name) {
        return find(kind, namespace, name).orElseThrow(() -> ApiException.notFound(kind, name));
    }

    /** Lists what is in a namespace, in the order of names; everything when the namespace is empty. */
    synchronized Listing list(ResourceKind kind, String namespace) {
        Collection<ObjectNode> found = namespace.isEmpty()
                ? all(kind).values()
                : all(kind).subMap(namespace + "/", namespace + "0").values();
        return new Listing(version, List.copyOf(found));
    }

    /** Adds an object, and gives it what the API gives every object. */
    synchronized ObjectNode create(ResourceKind kind, ObjectNode draft) {
        String name = KubernetesJson.name(draft);
        if (find(kind, KubernetesJson.namespace(draft), name).isPresent()) {
            throw ApiException.alreadyExists(kind, name);
        }
        if (all(kind).size() >= OBJECTS) {
            throw ApiException.forbidden("the lab holds at most " + OBJECTS + " " + kind.plural());
        }
        ObjectNode made = draft.deepCopy();
        made.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
        KubernetesJson.metadata(made)
                .put("uid", UUID.randomUUID().toString())
                .put("generation", 1)
                .put("creationTimestamp", KubernetesJson.time(clock.instant()));
        return put(kind, null, made);
    }

    /** Puts another in an object's place; one that names the version it was made from must name the present one. */
    synchronized ObjectNode replace(ResourceKind kind, ObjectNode wanted) {
        String name = KubernetesJson.name(wanted);
        ObjectNode now = get(kind, KubernetesJson.namespace(wanted), name);
        String from = wanted.path("metadata").path("resourceVersion").asText("");
        if (!from.isEmpty()
                && !from.equals(now.path("metadata").path("resourceVersion").asText())) {
            throw ApiException.conflict(
                    kind, name, "the object has been modified; please apply your changes to the latest version");
        }
        ObjectNode next = wanted.deepCopy();
        next.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
        for (String fixed : List.of("uid", "creationTimestamp", "generation", "resourceVersion")) {
            KubernetesJson.metadata(next).set(fixed, now.path("metadata").path(fixed));
        }
        if (next.equals(now)) {
            return now;
        }
        if (!next.path("spec").equals(now.path("spec"))) {
            KubernetesJson.metadata(next)
                    .put("generation", now.path("metadata").path("generation").asLong() + 1);
        }
        return put(kind, now, next);
    }

    /** Changes a copy of an object and puts it in its place, if it is still there. */
    synchronized void edit(ResourceKind kind, String namespace, String name, Consumer<ObjectNode> change) {
        find(kind, namespace, name).ifPresent(now -> {
            ObjectNode next = now.deepCopy();
            change.accept(next);
            replace(kind, next);
        });
    }

    /** Removes an object. */
    synchronized void remove(ResourceKind kind, String namespace, String name) {
        ObjectNode gone = all(kind).remove(namespace + "/" + name);
        if (gone != null) {
            ObjectNode last = gone.deepCopy();
            note(kind, gone, versioned(last), true);
        }
    }

    /**
     * Waits for changes after a version.
     *
     * @return what changed; empty if nothing did within the limit
     * @throws ApiException if the changes after the version are forgotten
     */
    synchronized List<Change> since(long seen, Duration limit) throws InterruptedException {
        long left = limit.toMillis();
        long until = clock.millis() + left;
        while (version <= seen && left > 0 && !closed) {
            wait(left);
            left = until - clock.millis();
        }
        Change oldest = history.peekFirst();
        if (oldest != null && seen + 1 < oldest.version()) {
            throw ApiException.expired(seen, oldest.version());
        }
        List<Change> changes = new ArrayList<>();
        var newest = history.descendingIterator();
        while (newest.hasNext()) {
            Change change = newest.next();
            if (change.version() <= seen) {
                break;
            }
            changes.add(0, change);
        }
        return changes;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Wakes all waiting watches, for the last time. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private ObjectNode put(ResourceKind kind, @Nullable ObjectNode before, ObjectNode next) {
        versioned(next);
        all(kind).put(KubernetesJson.namespace(next) + "/" + KubernetesJson.name(next), next);
        note(kind, before, next, false);
        return next;
    }

    private ObjectNode versioned(ObjectNode object) {
        KubernetesJson.metadata(object).put("resourceVersion", Long.toString(++version));
        return object;
    }

    private void note(ResourceKind kind, @Nullable ObjectNode before, ObjectNode after, boolean deleted) {
        history.addLast(new Change(version, kind, before, after, deleted));
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
        notifyAll();
    }

    private NavigableMap<String, ObjectNode> all(ResourceKind kind) {
        return objects.computeIfAbsent(kind, unused -> new TreeMap<>());
    }

    /**
     * One change of the store, as watches report it.
     *
     * @param version the store's version that it made
     * @param before null when the object was not there
     * @param after as it was last, when it was deleted
     */
    record Change(long version, ResourceKind kind, @Nullable ObjectNode before, ObjectNode after, boolean deleted) {}
}
