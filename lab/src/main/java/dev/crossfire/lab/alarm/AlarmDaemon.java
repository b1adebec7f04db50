package dev.crossfire.lab.alarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.lab.fis.AlarmStates.AlarmState;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notifies subscribers when alarms begin and end, and lists those that fire, both as Alertmanager does.
 *
 * <p>{@code PUT /subscriptions} with an address on this machine, a token for it and the seconds for which to keep it;
 * {@code GET /api/v2/alerts}.
 */
public final class AlarmDaemon implements AlarmPanel.Changes, AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int LARGEST_BODY = 4096;
    private static final int REQUEST_MILLIS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A subscriber's request. */
    private record SubscriptionRequest(
            @Nullable String url, @Nullable String token, long seconds) {}

    private final InstantSource clock;
    private final Subscribers subscribers;
    private final Map<String, Ringing> ringing = new ConcurrentHashMap<>();
    private final Undertow server;
    private final URI uri;

    /** An alarm that fires. */
    private record Ringing(Alarm alarm, Instant since) {}

    private AlarmDaemon(int port, InstantSource clock) {
        this.clock = clock;
        this.subscribers = new Subscribers(clock);
        this.server = Undertow.builder()
                .addHttpListener(port, HOST)
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) LARGEST_BODY)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, REQUEST_MILLIS)
                .setHandler(new BlockingHandler(
                        new RoutingHandler().get("/api/v2/alerts", this::list).put("/subscriptions", this::subscribe)))
                .build();
        this.uri = URI.create("http://" + HOST + ":" + port);
    }

    /**
     * Opens the daemon on the loopback interface; it answers when this returns.
     *
     * @throws RuntimeException if the port is taken
     */
    public static AlarmDaemon open(int port, InstantSource clock) {
        AlarmDaemon daemon = new AlarmDaemon(port, clock);
        daemon.server.start();
        return daemon;
    }

    /** The address for queries and subscriptions. */
    public URI uri() {
        return uri;
    }

    @Override
    public void changed(Alarm alarm, AlarmState state) {
        if (state == AlarmState.ALARM) {
            Ringing begun = new Ringing(alarm, clock.instant());
            if (ringing.putIfAbsent(alarm.name(), begun) == null) {
                subscribers.tell(bytes(AlertmanagerForm.post(alarm, begun.since(), null)));
            }
        } else if (state == AlarmState.OK) {
            // While there is too little data, an alarm that fires keeps firing.
            @Nullable Ringing ended = ringing.remove(alarm.name());
            if (ended != null) {
                subscribers.tell(bytes(AlertmanagerForm.post(alarm, ended.since(), clock.instant())));
            }
        }
    }

    private void list(HttpServerExchange exchange) {
        List<Map<String, Object>> alerts = ringing.values().stream()
                .map(each -> AlertmanagerForm.listed(each.alarm(), each.since()))
                .toList();
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(new String(bytes(alerts), StandardCharsets.UTF_8));
    }

    private void subscribe(HttpServerExchange exchange) throws IOException {
        String refusal;
        try {
            @Nullable
            SubscriptionRequest subscription = JSON.readValue(exchange.getInputStream(), SubscriptionRequest.class);
            refusal = subscription == null || subscription.url() == null || subscription.token() == null
                    ? "found no url and token"
                    : subscribers.subscribe(subscription.url(), subscription.token(), subscription.seconds());
        } catch (JsonProcessingException e) {
            refusal = "found no JSON object with url, token and seconds";
        }
        if (refusal.isEmpty()) {
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
        } else {
            exchange.setStatusCode(StatusCodes.BAD_REQUEST);
            exchange.getResponseSender().send(refusal);
        }
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of texts have a JSON form", impossible);
        }
    }

    @Override
    public void close() {
        server.stop();
        subscribers.close();
    }
}
