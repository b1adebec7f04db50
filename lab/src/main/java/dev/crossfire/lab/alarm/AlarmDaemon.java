package dev.crossfire.lab.alarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.lab.fis.AlarmStates.AlarmState;
import dev.crossfire.lab.http.ConnectionLimit;
import dev.crossfire.lab.http.LoopbackListener;
import dev.crossfire.lab.http.RequestBody;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notifies subscribers when alarms begin and end, and lists those that fire, both as Alertmanager does.
 *
 * <p>{@code PUT /subscriptions} with the daemon's token, an address on this machine, a token for that and the seconds for
 * which to keep it;
 * {@code GET /api/v2/alerts}.
 */
public final class AlarmDaemon implements AlarmPanel.ChangeListener, AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int LARGEST_BODY = 4096;
    private static final int MOST_CONNECTIONS = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A subscriber's request. */
    private record SubscriptionRequest(
            @Nullable String url, @Nullable String token, long seconds) {}

    private final InstantSource clock;
    private final Subscribers subscribers;
    private final Map<String, FiringRule> firing = new ConcurrentHashMap<>();
    private final ConnectionLimit limit = new ConnectionLimit(MOST_CONNECTIONS);
    private final LoopbackListener server;
    private final String token = UUID.randomUUID().toString();
    private final URI uri;

    /** An alarm that fires. */
    private record FiringRule(AlarmRule alarm, Instant since) {}

    private AlarmDaemon(int port, InstantSource clock) throws IOException {
        this.clock = clock;
        this.subscribers = new Subscribers(clock);
        this.server = LoopbackListener.open(
                port,
                new LoopbackListener.ServerLimits("alarms", 1, LoopbackListener.IDLE_MILLIS, limit),
                new RoutingHandler().get("/api/v2/alerts", this::list).put("/subscriptions", this::subscribe));
        this.uri = URI.create("http://" + HOST + ":" + server.port());
    }

    /**
     * Opens the daemon on the loopback interface; it answers when this returns.
     *
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    public static AlarmDaemon open(int port, InstantSource clock) throws IOException {
        return new AlarmDaemon(port, clock);
    }

    /** What subscribers must present as their bearer token: others could take a run's place among them. */
    public String token() {
        return token;
    }

    /** The address for queries and subscriptions. */
    public URI uri() {
        return uri;
    }

    @Override
    public void changed(AlarmRule alarm, AlarmState state) {
        if (state == AlarmState.ALARM) {
            FiringRule begun = new FiringRule(alarm, clock.instant());
            if (firing.putIfAbsent(alarm.name(), begun) == null) {
                subscribers.publish(bytes(AlertmanagerForm.post(alarm, begun.since(), null)));
            }
        } else if (state == AlarmState.OK) {
            // While there is too little data, an alarm that fires keeps firing.
            @Nullable FiringRule ended = firing.remove(alarm.name());
            if (ended != null) {
                subscribers.publish(bytes(AlertmanagerForm.post(alarm, ended.since(), clock.instant())));
            }
        }
    }

    private void list(HttpServerExchange exchange) {
        List<Map<String, Object>> alerts = firing.values().stream()
                .map(each -> AlertmanagerForm.listed(each.alarm(), each.since()))
                .toList();
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(new String(bytes(alerts), StandardCharsets.UTF_8));
    }

    private void subscribe(HttpServerExchange exchange) {
        if (!isAuthorized(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
            exchange.setPersistent(false);
            exchange.setStatusCode(StatusCodes.UNAUTHORIZED).endExchange();
            return;
        }
        limit.prove(exchange.getConnection());
        RequestBody.read(
                exchange,
                LARGEST_BODY,
                body -> answer(exchange, body),
                () -> refuse(exchange, "found a body of more than " + LARGEST_BODY + " bytes"));
    }

    private boolean isAuthorized(@Nullable String authorization) {
        return authorization != null
                && MessageDigest.isEqual(
                        authorization.getBytes(StandardCharsets.UTF_8),
                        ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpServerExchange exchange, byte[] body) {
        String refusal;
        try {
            @Nullable SubscriptionRequest subscription = JSON.readValue(body, SubscriptionRequest.class);
            refusal = subscription == null || subscription.url() == null || subscription.token() == null
                    ? "found no url and token"
                    : subscribers.subscribe(subscription.url(), subscription.token(), subscription.seconds());
        } catch (IOException e) {
            refusal = "found no JSON object with url, token and seconds";
        }
        if (refusal.isEmpty()) {
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
        } else {
            refuse(exchange, refusal);
        }
    }

    private static void refuse(HttpServerExchange exchange, String refusal) {
        exchange.setStatusCode(StatusCodes.BAD_REQUEST);
        RequestBody.passOver(exchange);
        exchange.getResponseSender().send(refusal);
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
        server.close();
        subscribers.close();
    }

    /** Alarms in the forms of Alertmanager: what it posts (version 4) and what its API lists (version 2). */
    static final class AlertmanagerForm {
        private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

        private AlertmanagerForm() {}

        /** @param until null while it fires */
        static Map<String, Object> post(AlarmRule alarm, Instant since, @Nullable Instant until) {
            String status = until == null ? "firing" : "resolved";
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("version", "4");
            body.put("groupKey", "{}:{alertname=\"" + alarm.name() + "\"}");
            body.put("truncatedAlerts", 0);
            body.put("status", status);
            body.put("receiver", "subscriber");
            body.put("groupLabels", labels(alarm));
            body.put("commonLabels", labels(alarm));
            body.put("commonAnnotations", annotations(alarm));
            body.put("externalURL", "");
            Map<String, Object> alert = alert(alarm, since);
            alert.put("status", status);
            alert.put("endsAt", until == null ? NOT_ENDED : until.toString());
            body.put("alerts", List.of(alert));
            return body;
        }

        static Map<String, Object> listed(AlarmRule alarm, Instant since) {
            Map<String, Object> alert = alert(alarm, since);
            alert.put("updatedAt", since.toString());
            alert.put("status", Map.of("state", "active", "silencedBy", List.of(), "inhibitedBy", List.of()));
            return alert;
        }

        private static Map<String, Object> alert(AlarmRule alarm, Instant since) {
            Map<String, Object> alert = new LinkedHashMap<>();
            alert.put("labels", labels(alarm));
            alert.put("annotations", annotations(alarm));
            alert.put("startsAt", since.toString());
            alert.put("fingerprint", Integer.toHexString(alarm.name().hashCode()));
            return alert;
        }

        private static Map<String, String> labels(AlarmRule alarm) {
            return Map.of("alertname", alarm.name());
        }

        private static Map<String, String> annotations(AlarmRule alarm) {
            return Map.of("summary", alarm.summary());
        }
    }
}
