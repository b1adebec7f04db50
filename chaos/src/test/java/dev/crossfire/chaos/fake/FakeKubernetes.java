package dev.crossfire.chaos.fake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cluster in which nothing runs: an API server in memory, over HTTP, that keeps objects and controls none. */
public final class FakeKubernetes implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/shop/leases/";
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    /** Collections of one group that the tests fill; everything else that is asked for alone is missing. */
    private static final Set<String> KINDS = Set.of(
            "leases",
            "pods",
            "nodes",
            "namespaces",
            "deployments",
            "replicasets",
            "statefulsets",
            "daemonsets",
            "poddisruptionbudgets");

    /**
     * A refusal or another answer that the test decides on.
     *
     * @param retryAfter seconds; null for no such header
     */
    public record Answer(int status, String body, @Nullable String retryAfter) {}

    private final HttpServer server;
    /** By path. */
    private final Map<String, ObjectNode> objects = new TreeMap<>();

    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private Consumer<String> listener = call -> {};
    private Function<String, @Nullable Answer> refusals = call -> null;
    private volatile Set<String> tokens = Set.of();
    private int versions;

    public FakeKubernetes() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Writes a file that leads kubectl and its like here. */
    public Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: fake
                clusters: [{name: fake, cluster: {server: "%s"}}]
                users: [{name: fake, user: {token: none}}]
                contexts: [{name: fake, context: {cluster: fake, user: fake, namespace: shop}}]
                """.formatted(url()));
    }

    /** Receives every request, as {@code GET /api/v1/nodes}, before it is done. */
    public synchronized void onRequest(Consumer<String> hears) {
        listener = hears;
    }

    /** Answers requests, as {@code GET /api/v1/nodes}, in the cluster's place; null leaves one to the cluster. */
    public synchronized void onRefusal(Function<String, @Nullable Answer> refuses) {
        refusals = refuses;
    }

    /** Accepts only these bearer tokens from now on. */
    public void accept(Set<String> bearers) {
        tokens = Set.copyOf(bearers);
    }

    /** Denies a right to its user, as {@code delete pods}: an access review says so. */
    public void deny(String verbAndResource) {
        denied.add(verbAndResource);
    }

    /** Adds an object. */
    public synchronized void add(String collection, String json) {
        try {
            ObjectNode object = (ObjectNode) JSON.readTree(json);
            keep(collection + "/" + object.at("/metadata/name").asText(), object);
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    /** Removes an object. */
    public synchronized void remove(String path) {
        objects.remove(path);
    }

    /** Who holds a lease; null when there is none of that name. */
    public synchronized @Nullable String holder(String lease) {
        ObjectNode found = objects.get(LEASES + lease);
        return found == null ? null : found.at("/spec/holderIdentity").asText();
    }

    /** Gives a lease to another holder, as if by a request of theirs. */
    public synchronized void give(String lease, String holder) {
        ObjectNode found = Objects.requireNonNull(objects.get(LEASES + lease), lease);
        found.withObject("/spec").put("holderIdentity", holder);
        keep(LEASES + lease, found);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String method = exchange.getRequestMethod();
            Answer answer;
            synchronized (this) {
                String call = method + " " + path;
                listener.accept(call);
                Answer refused = isKnown(exchange) ? refusals.apply(call) : status(401, "Unauthorized");
                answer = refused == null
                        ? answer(method, path, exchange.getRequestURI().getRawQuery(), body)
                        : refused;
            }
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            if (answer.retryAfter() != null) {
                exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
            }
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private boolean isKnown(HttpExchange exchange) {
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        return tokens.isEmpty() || (bearer != null && tokens.contains(bearer.replace("Bearer ", "")));
    }

    private Answer answer(String method, String path, @Nullable String query, byte[] body) throws IOException {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals(REVIEWS)) {
            return review((ObjectNode) JSON.readTree(body));
        }
        if (KINDS.contains(last)) {
            return method.equals("POST") ? create(path, (ObjectNode) JSON.readTree(body)) : list(path, query);
        }
        ObjectNode found = objects.get(path);
        if (found == null) {
            return status(404, "NotFound");
        }
        return switch (method) {
            case "PUT" -> update(path, found, (ObjectNode) JSON.readTree(body));
            case "DELETE" -> {
                objects.remove(path);
                yield status(200, "");
            }
            default -> new Answer(200, found.toString(), null);
        };
    }

    private Answer review(ObjectNode review) {
        String asked = review.at("/spec/resourceAttributes/verb").asText() + " "
                + review.at("/spec/resourceAttributes/resource").asText();
        String part = review.at("/spec/resourceAttributes/subresource").asText("");
        boolean allowed = !denied.contains(part.isEmpty() ? asked : asked + "/" + part);
        review.putObject("status").put("allowed", allowed);
        return new Answer(201, review.toString(), null);
    }

    private Answer create(String collection, ObjectNode object) {
        String path = collection + "/" + object.at("/metadata/name").asText();
        return objects.containsKey(path)
                ? status(409, "AlreadyExists")
                : new Answer(201, keep(path, object).toString(), null);
    }

    private Answer update(String path, ObjectNode found, ObjectNode object) {
        String read = object.at("/metadata/resourceVersion").asText();
        boolean current = found.at("/metadata/resourceVersion").asText().equals(read);
        return current ? new Answer(200, keep(path, object).toString(), null) : status(409, "Conflict");
    }

    private ObjectNode keep(String path, ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", Integer.toString(++versions));
        objects.put(path, object);
        return object;
    }

    private Answer list(String collection, @Nullable String query) {
        ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", Integer.toString(versions));
        var items = list.putArray("items");
        Collection<ObjectNode> all = new ArrayList<>();
        objects.forEach((path, object) -> {
            if (path.startsWith(collection + "/") && path.lastIndexOf('/') == collection.length()) {
                all.add(object);
            }
        });
        all.stream().filter(object -> matches(object, selector(query))).forEach(items::add);
        return new Answer(200, list.toString(), null);
    }

    private static String selector(@Nullable String query) {
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(part -> part.startsWith("labelSelector="))
                        .map(part -> URLDecoder.decode(part.substring(14), StandardCharsets.UTF_8))
                        .findFirst()
                        .orElse("");
    }

    /** Understands {@code a=b} and {@code a in (b,c)}. */
    private static boolean matches(ObjectNode object, String selector) {
        for (String one : selector.split(",(?![^(]*\\))", -1)) {
            String[] equal = one.contains(" in ") ? one.split(" in ") : one.split("=", 2);
            if (equal.length == 2) {
                String found =
                        object.at("/metadata/labels").path(equal[0].trim()).asText();
                if (!List.of(equal[1].replaceAll("[() ]", "").split(",")).contains(found)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The answer of an API server that refuses, or has nothing more to say. */
    public static Answer status(int code, String reason) {
        return new Answer(
                code,
                JSON.createObjectNode()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("code", code)
                        .put("reason", reason)
                        .put("message", reason)
                        .put("status", code / 100 == 2 ? "Success" : "Failure")
                        .toString(),
                null);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
