package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Sends changes to clients, line by line, for as long as they watch. */
final class Watches {
    /** Each takes a thread; a client that has disconnected silently is noticed only when something is written to it. */
    private static final int MOST_WATCHES = 24;

    private static final long LONGEST_SECONDS = 300;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration BETWEEN_BOOKMARKS = Duration.ofSeconds(10);

    private static final class OpenWatch {
        private volatile boolean ended;
    }

    private final Store store;
    private final TableOutput tables;
    private final Clock clock;
    private final Deque<OpenWatch> open = new ArrayDeque<>();

    Watches(Store store, TableOutput tables, Clock clock) {
        this.store = store;
        this.tables = tables;
        this.clock = clock;
    }

    /** Writes changes until the client's limit is reached, or too many others watch. */
    void stream(ResourcePath path, KubernetesCall call, OutputStream out) throws IOException, InterruptedException {
        OpenWatch watch = admit();
        try {
            stream(watch, path, call, out);
        } catch (ApiException e) {
            line(out, "ERROR", e.status());
        } finally {
            dismiss(watch);
        }
    }

    private void stream(OpenWatch watch, ResourcePath path, KubernetesCall call, OutputStream out)
            throws IOException, InterruptedException {
        Selector selector = selector(path, call);
        long seen = call.number("resourceVersion", 0);
        if (seen == 0) {
            Store.Listing now = store.list(path.kind(), path.namespace());
            for (ObjectNode object : now.items()) {
                if (selector.matches(object)) {
                    send(out, "ADDED", path.kind(), object, call);
                }
            }
            seen = now.version();
        }
        Instant end =
                clock.instant().plusSeconds(Math.min(call.number("timeoutSeconds", LONGEST_SECONDS), LONGEST_SECONDS));
        // The first at once: an answer without a byte has no head either, and its client would not know that it
        // watches.
        Instant bookmark = Instant.EPOCH;
        while (!watch.ended && !store.isClosed() && clock.instant().isBefore(end)) {
            if (call.flag("allowWatchBookmarks") && clock.instant().isAfter(bookmark.plus(BETWEEN_BOOKMARKS))) {
                bookmark = clock.instant();
                line(out, "BOOKMARK", bookmark(path.kind(), seen));
            }
            out.flush();
            for (Store.Change change : store.since(seen, WAIT)) {
                seen = change.version();
                send(out, selector, path, change, call);
            }
        }
        out.flush();
    }

    private static Selector selector(ResourcePath path, KubernetesCall call) {
        String fields = call.parameter("fieldSelector");
        String own = path.name().isEmpty() ? "" : "metadata.name=" + path.name();
        return Selector.of(
                call.parameter("labelSelector"), fields.isEmpty() || own.isEmpty() ? fields + own : fields + "," + own);
    }

    private void send(OutputStream out, Selector selector, ResourcePath path, Store.Change change, KubernetesCall call)
            throws IOException {
        boolean ours = change.kind().equals(path.kind())
                && (path.namespace().isEmpty() || path.namespace().equals(KubernetesJson.namespace(change.after())));
        ObjectNode before = change.before();
        boolean was = ours && before != null && selector.matches(before);
        boolean is = ours && !change.deleted() && selector.matches(change.after());
        if (is) {
            send(out, was ? "MODIFIED" : "ADDED", path.kind(), change.after(), call);
        } else if (was) {
            send(out, "DELETED", path.kind(), change.after(), call);
        }
    }

    private void send(OutputStream out, String type, ResourceKind kind, ObjectNode object, KubernetesCall call)
            throws IOException {
        String version = object.at("/metadata/resourceVersion").asText();
        line(out, type, call.wantsTable() ? tables.of(kind, List.of(object), version, call.wantsWholeRows()) : object);
    }

    private static ObjectNode bookmark(ResourceKind kind, long version) {
        ObjectNode object = KubernetesJson.object().put("kind", kind.name()).put("apiVersion", kind.apiVersion());
        object.putObject("metadata").put("resourceVersion", Long.toString(version));
        return object;
    }

    private static void line(OutputStream out, String type, ObjectNode object) throws IOException {
        ObjectNode event = KubernetesJson.object().put("type", type);
        event.set("object", object);
        out.write(KubernetesJson.write(event));
        out.write('\n');
    }

    private synchronized OpenWatch admit() {
        if (open.size() >= MOST_WATCHES) {
            // A server may end a watch at any time; a client that still listens watches again.
            open.removeFirst().ended = true;
        }
        OpenWatch watch = new OpenWatch();
        open.addLast(watch);
        return watch;
    }

    private synchronized void dismiss(OpenWatch watch) {
        open.remove(watch);
    }
}
