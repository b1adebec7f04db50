package dev.crossfire.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** An HTTP proxy on loopback between a client and a server, as a Kubernetes API server, that can be made to misbehave. */
public final class FaultyProxy implements AutoCloseable {
    /** What it does with requests and answers. */
    public enum Behaviour {
        /** Passes both on. */
        PASSING,
        /** Passes everything on but what a watch reports. */
        SILENT_WATCHES,
        /** Refuses to list pods with 503, and passes everything else on. */
        REFUSED_LISTS,
        /** Refuses every request with 429. */
        THROTTLED,
        /** Ends the connection of every request without an answer. */
        REFUSED,
        /** Passes requests on, and keeps their answers until it passes again. */
        STALLED,
        /** Keeps requests until it passes again, and passes them on then, however old they are. */
        FROZEN
    }

    private static final List<String> COPIED = List.of("Authorization", "Accept", "Content-Type");
    private static final String WEBSOCKETS = "watches are streamed over HTTP\n";

    static {
        // Or each answer takes 40 ms: the server would wait for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final URI server;
    private final HttpClient client;
    private final HttpServer proxy;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Consumer<String> listener = request -> {};
    private Behaviour behaviour = Behaviour.PASSING;

    /**
     * Starts a proxy that passes everything on.
     *
     * @param client connects to the server, over TLS if the server's address says so
     */
    public FaultyProxy(URI server, HttpClient client) throws IOException {
        this.server = server;
        this.client = client;
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(threads);
        proxy.createContext("/", this::handle);
        proxy.start();
    }

    /** Where clients connect to, in plain HTTP. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    /** Changes what it does from now on, to what it keeps, too. */
    public synchronized void behave(Behaviour now) {
        behaviour = now;
        notifyAll();
    }

    /** Receives every request, as {@code GET /api/v1/nodes}, before anything is done with it. */
    public void onRequest(Consumer<String> hears) {
        listener = hears;
    }

    private synchronized Behaviour behaviour() {
        return behaviour;
    }

    private synchronized void awaitOther(List<Behaviour> than) throws InterruptedException {
        while (than.contains(behaviour)) {
            wait();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            listener.accept(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            byte[] body = exchange.getRequestBody().readAllBytes();
            awaitOther(List.of(Behaviour.FROZEN));
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            boolean watch = query.contains("watch=true");
            boolean list = exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().endsWith("/pods")
                    && !watch;
            Behaviour now = behaviour();
            if (now == Behaviour.REFUSED) {
                return;
            }
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                answer(exchange, 200, "text/plain", WEBSOCKETS);
            } else if (now == Behaviour.THROTTLED) {
                exchange.getResponseHeaders().add("Retry-After", "1");
                answer(exchange, 429, "application/json", status(429, "TooManyRequests"));
            } else if (now == Behaviour.REFUSED_LISTS && list) {
                answer(exchange, 503, "application/json", status(503, "ServiceUnavailable"));
            } else {
                forward(exchange, body, watch);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void forward(HttpExchange exchange, byte[] body, boolean watch) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : COPIED) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        awaitOther(List.of(Behaviour.STALLED, Behaviour.FROZEN));
        answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                .add("Content-Type", type));
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        try (InputStream in = answer.body();
                OutputStream out = exchange.getResponseBody()) {
            byte[] part = new byte[1 << 16];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                awaitOther(
                        watch
                                ? List.of(Behaviour.SILENT_WATCHES, Behaviour.STALLED, Behaviour.FROZEN)
                                : List.of(Behaviour.STALLED, Behaviour.FROZEN));
                out.write(part, 0, read);
                out.flush();
            }
        }
    }

    private static void answer(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String status(int code, String reason) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"%s\",\"code\":%d}"
                .formatted(reason, code);
    }

    /** A kubeconfig that leads here. */
    public String kubeconfig(String token, String namespace) {
        return """
                apiVersion: v1
                kind: Config
                current-context: proxy
                clusters: [{name: proxy, cluster: {server: "%s"}}]
                users: [{name: proxy, user: {token: "%s"}}]
                contexts: [{name: proxy, context: {cluster: proxy, user: proxy, namespace: %s}}]
                """.formatted(uri(), token, namespace);
    }

    @Override
    public void close() {
        behave(Behaviour.REFUSED);
        proxy.stop(0);
        threads.shutdownNow();
    }
}
