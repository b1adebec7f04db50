package dev.crossfire.externalcheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crossfire.model.environment.ObservabilityConfig.Webhook;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where alarms are posted to: {@code POST /alarms} with the token as a bearer's, or {@code POST /alarms/TOKEN} for senders
 * that can set no header.
 */
final class AlarmReceiver implements AutoCloseable {
    /** The source, as observations name it. */
    static final String SOURCE = "webhook";

    private static final String PATH = "/alarms";
    /** The largest message of SNS; the others' are smaller. */
    private static final int LARGEST = 256 << 10;

    private static final int THREADS = 2;
    private static final int QUEUED = 64;
    private static final int MOST_ALARMS = 100_000;

    static {
        // Seconds after which a connection that sends its request byte by byte is cut; read once by the JDK's server.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Secret token;
    private final SnsMessages sns;
    private final AlarmConsumer listener;
    private int taken;
    private final AtomicBoolean turnedAway = new AtomicBoolean();

    /** Takes the received alarms. */
    interface AlarmConsumer {
        void alarm(String source, AlarmMessage message) throws IOException;

        void refused(String source, String why);
    }

    private AlarmReceiver(Webhook webhook, InstantSource clock, AlarmConsumer listener) throws IOException {
        this.token = webhook.token();
        this.sns = new SnsMessages(webhook.sns(), clock);
        this.listener = listener;
        server = HttpServer.create(new InetSocketAddress(webhook.address(), webhook.port()), QUEUED);
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUED), work -> {
                    Thread thread = new Thread(work, "alarms");
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
        server.createContext(PATH, this::take);
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the port is taken
     */
    static AlarmReceiver open(Webhook webhook, InstantSource clock, AlarmConsumer listener) throws IOException {
        AlarmReceiver receiver = new AlarmReceiver(webhook, clock, listener);
        receiver.server.start();
        return receiver;
    }

    /** Where it is posted to. */
    URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + PATH);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isAllowed(exchange)) {
                if (!turnedAway.getAndSet(true)) {
                    listener.refused(SOURCE, "its token is missing or wrong; further ones are not reported");
                }
                answer(exchange, 401, "the token is missing or wrong\n");
            } else if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, exchange.getRequestMethod() + " is invalid; expected POST\n");
            } else {
                post(exchange);
            }
        }
    }

    private void post(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream input = exchange.getRequestBody()) {
            body = input.readNBytes(LARGEST + 1);
        }
        if (body.length > LARGEST) {
            answer(exchange, 413, "expected at most " + LARGEST + " bytes\n");
            return;
        }
        try {
            JsonNode payload = AlarmPayload.json(body);
            List<AlarmMessage> alarms = SnsMessages.isSns(payload) ? sns.take(payload) : AlarmPayload.alarms(payload);
            for (AlarmMessage alarm : alarms) {
                publish(alarm);
            }
            answer(exchange, 200, "ok");
        } catch (IOException refused) {
            listener.refused(SOURCE, String.valueOf(refused.getMessage()));
            answer(exchange, 400, refused.getMessage() + "\n");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void publish(AlarmMessage alarm) throws IOException {
        if (taken++ < MOST_ALARMS) {
            listener.alarm(SOURCE, alarm);
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String path = exchange.getRequestURI().getPath();
        String inPath = path.startsWith(PATH + "/") ? path.substring(PATH.length() + 1) : "";
        return !token.reveal().isBlank()
                && (same("Bearer " + token.reveal(), header == null ? "" : header) || same(token.reveal(), inPath));
    }

    /** Takes as long for a token that is nearly right as for any other. */
    private static boolean same(String wanted, String found) {
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
