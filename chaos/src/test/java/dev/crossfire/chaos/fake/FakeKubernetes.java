package dev.crossfire.chaos.fake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cluster in which nothing runs: an API server in memory, over HTTP, that keeps Leases and knows of nothing else. */
public final class FakeKubernetes implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/shop/leases";

    private record Answer(int status, ObjectNode body) {}

    private final HttpServer server;
    private final Map<String, ObjectNode> leases = new LinkedHashMap<>();
    private Consumer<String> listener = call -> {};
    private int versions;

    public FakeKubernetes() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Writes a file that leads kubectl and its like here. */
    public Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: fake
                clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: fake, user: {token: none}}]
                contexts: [{name: fake, context: {cluster: fake, user: fake, namespace: shop}}]
                """.formatted(server.getAddress().getPort()));
    }

    /** Receives every request, as {@code GET /api/v1/nodes}, before it is done. */
    public synchronized void onRequest(Consumer<String> hears) {
        listener = hears;
    }

    /** Who holds a lease; null when there is none of that name. */
    public synchronized @Nullable String holder(String lease) {
        ObjectNode found = leases.get(lease);
        return found == null ? null : found.at("/spec/holderIdentity").asText();
    }

    /** Gives a lease to another holder, as if by a request of theirs. */
    public synchronized void give(String lease, String holder) {
        ObjectNode found = Objects.requireNonNull(leases.get(lease), lease);
        found.withObject("/spec").put("holderIdentity", holder);
        keep(lease, found);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer;
            synchronized (this) {
                String call = exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath();
                listener.accept(call);
                answer = answer(
                        exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
            }
            byte[] text = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private Answer answer(String method, String path, byte[] body) throws IOException {
        if (path.equals(LEASES)) {
            return method.equals("POST") ? create((ObjectNode) JSON.readTree(body)) : new Answer(200, list());
        }
        if (path.startsWith(LEASES + "/")) {
            String name = path.substring(LEASES.length() + 1);
            ObjectNode found = leases.get(name);
            if (found == null) {
                return status(404, "NotFound");
            }
            return switch (method) {
                case "PUT" -> update(name, found, (ObjectNode) JSON.readTree(body));
                case "DELETE" -> {
                    leases.remove(name);
                    yield status(200, "");
                }
                default -> new Answer(200, found);
            };
        }
        boolean one = path.startsWith("/apis/apps/");
        return one ? status(404, "NotFound") : new Answer(200, emptyList());
    }

    private Answer create(ObjectNode lease) {
        String name = lease.at("/metadata/name").asText();
        return leases.containsKey(name) ? status(409, "AlreadyExists") : new Answer(201, keep(name, lease));
    }

    private Answer update(String name, ObjectNode found, ObjectNode lease) {
        String read = lease.at("/metadata/resourceVersion").asText();
        boolean current = found.at("/metadata/resourceVersion").asText().equals(read);
        return current ? new Answer(200, keep(name, lease)) : status(409, "Conflict");
    }

    private ObjectNode keep(String name, ObjectNode lease) {
        lease.withObject("/metadata").put("resourceVersion", Integer.toString(++versions));
        leases.put(name, lease);
        return lease;
    }

    private ObjectNode list() {
        ObjectNode list = emptyList();
        leases.values().forEach(list.withArray("items")::add);
        return list.put("kind", "LeaseList").put("apiVersion", "coordination.k8s.io/v1");
    }

    private static ObjectNode emptyList() {
        ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", "1");
        list.putArray("items");
        return list;
    }

    private static Answer status(int code, String reason) {
        return new Answer(
                code,
                JSON.createObjectNode()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("code", code)
                        .put("reason", reason)
                        .put("status", code / 100 == 2 ? "Success" : "Failure"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
