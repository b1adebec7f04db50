package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.lab.http.ConnectionLimit;
import dev.crossfire.lab.http.RequestBody;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** Turns an exchange into a call, and what comes of it into a response. */
final class ApiHandler implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(ApiHandler.class.getName());
    private static final int LOG_BYTES = 1 << 20;
    private static final int MOST_BODY_BYTES = 1 << 20;
    private static final String JSON = "application/json";
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private final ControllerLoop cluster;
    private final KubernetesAccessCheck accessCheck;
    private final ConnectionLimit connections;
    private final Operations operations;
    private final Watches watches;

    ApiHandler(ControllerLoop cluster, KubernetesAccessCheck accessCheck, ConnectionLimit connections, Clock clock) {
        this.cluster = cluster;
        this.connections = connections;
        this.accessCheck = accessCheck;
        this.operations = new Operations(cluster, clock);
        this.watches = new Watches(cluster.store(), operations.tables(), clock);
    }

    /** Blocks nothing: neither a head that is refused nor a body that does not come takes a worker. */
    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            accessCheck.checkHost(exchange.getRequestHeaders().getFirst(Headers.HOST));
            accessCheck.checkToken(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
            connections.prove(exchange.getConnection());
            RequestBody.read(
                    exchange,
                    MOST_BODY_BYTES,
                    body -> exchange.dispatch(() -> work(exchange, body)),
                    () -> refuse(exchange, ApiException.tooLarge(MOST_BODY_BYTES)));
        } catch (ApiException e) {
            refuse(exchange, e);
        }
    }

    private void work(HttpServerExchange exchange, byte[] body) {
        try {
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE))) {
                // Clients that prefer WebSockets take this for a server that has none, and stream over HTTP.
                send(exchange, 200, "text/plain", "watches are streamed over HTTP\n".getBytes(StandardCharsets.UTF_8));
                return;
            }
            answer(exchange, call(exchange, body));
        } catch (ApiException e) {
            refuse(exchange, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client of the Kubernetes API is gone", e);
            IoUtils.safeClose(exchange.getConnection());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the Kubernetes API failed at " + exchange.getRequestURI(), e);
            refuse(exchange, ApiException.internal("the lab failed: " + e));
        }
    }

    private static void refuse(HttpServerExchange exchange, ApiException refusal) {
        RequestBody.passOver(exchange);
        send(exchange, refusal.code(), JSON, KubernetesJson.write(refusal.status()));
    }

    private void answer(HttpServerExchange exchange, KubernetesCall call) throws IOException, InterruptedException {
        if (call.path().matches("/(healthz|livez|readyz)")) {
            send(exchange, 200, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
            return;
        }
        var discovered = Discovery.answer(call.path());
        if (discovered.isPresent()) {
            send(exchange, 200, JSON, KubernetesJson.write(discovered.get()));
            return;
        }
        if (call.method().equals("POST") && call.path().equals(REVIEWS)) {
            // A client with the token may do everything.
            ObjectNode review = KubernetesJson.readObject(call.body());
            review.putObject("status").put("allowed", true);
            send(exchange, 201, JSON, KubernetesJson.write(review));
            return;
        }
        ResourcePath path = ResourcePath.of(call.path()).orElseThrow(() -> ApiException.noSuchPath(call.path()));
        if (call.method().equals("GET") && path.part().isEmpty() && call.flag("watch")) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, JSON);
            exchange.startBlocking();
            OutputStream out = exchange.getOutputStream();
            watches.stream(path, call, out);
            out.close();
        } else if (call.method().equals("GET")
                && path.kind().equals(ResourceKind.POD)
                && path.part().equals("log")) {
            send(exchange, 200, "text/plain", log(path.name()));
        } else {
            int status = call.method().equals("POST") ? 201 : 200;
            send(exchange, status, JSON, KubernetesJson.write(operations.answer(path, call)));
        }
    }

    private byte[] log(String pod) throws IOException {
        Optional<Path> file = cluster.log(pod);
        byte[] all = file.isEmpty() ? new byte[0] : Files.readAllBytes(file.get());
        int from = Math.max(0, all.length - LOG_BYTES);
        return Arrays.copyOfRange(all, from, all.length);
    }

    private static KubernetesCall call(HttpServerExchange exchange, byte[] body) {
        return new KubernetesCall(
                exchange.getRequestMethod().toString(),
                exchange.getRequestPath(),
                exchange.getQueryParameters(),
                bare(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE)),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.ACCEPT))
                        .orElse(""),
                new String(body, StandardCharsets.UTF_8));
    }

    /** A content type without its parameters. */
    private static String bare(@Nullable String type) {
        return type == null ? "" : type.replaceFirst(";.*", "").trim();
    }

    private static void send(HttpServerExchange exchange, int status, String type, byte[] body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
