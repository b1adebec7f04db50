package dev.crossfire.lab.balancer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend whose health and manners can be chosen. */
final class FakeReplica implements AutoCloseable {
    /** How requests other than health checks are answered. */
    enum Manner {
        SERVES,
        SAYS_503,
        BREAKS_OFF,
        HANGS
    }

    private final String name;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    final AtomicInteger requests = new AtomicInteger();
    volatile String lastBody = "";
    volatile boolean healthy = true;
    volatile Manner manner = Manner.SERVES;

    FakeReplica(String name) throws IOException {
        this.name = name;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(workers);
        server.createContext("/health", exchange -> answer(exchange, healthy ? 200 : 500, "health"));
        server.createContext("/", this::serve);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops listening, as if killed. */
    void vanish() {
        server.stop(0);
    }

    @Override
    public void close() {
        closed.countDown();
        vanish();
        workers.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        lastBody = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
        switch (manner) {
            case SERVES -> answer(exchange, 200, name);
            case SAYS_503 -> answer(exchange, 503, "mine");
            case BREAKS_OFF -> exchange.close();
            case HANGS -> hang(exchange);
        }
    }

    private void hang(HttpExchange exchange) throws IOException {
        try {
            boolean over = closed.await(30, TimeUnit.SECONDS);
            answer(exchange, over ? 200 : 500, "late");
        } catch (InterruptedException e) {
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(US_ASCII);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
