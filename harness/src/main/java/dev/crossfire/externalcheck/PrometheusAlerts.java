package dev.crossfire.externalcheck;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.evidence.Observation;
import dev.crossfire.externalcheck.Poller.PollTask;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Queries a Prometheus or an Alertmanager for the alerts that fire, and reports what has changed. */
final class PrometheusAlerts implements PollTask {
    private static final int MOST_ALERTS = 1_000;

    private final String source;
    private final URI address;
    private final JsonClient client;
    private Map<String, AlarmMessage> firing = new TreeMap<>();

    private PrometheusAlerts(String source, URI base, String path, JsonClient client) {
        this.source = source;
        this.address = URI.create(base.toString().replaceFirst("/+$", "") + path);
        this.client = client;
    }

    static PrometheusAlerts ofPrometheus(URI base, JsonClient client) {
        return new PrometheusAlerts("prometheus", base, "/api/v1/alerts", client);
    }

    static PrometheusAlerts ofAlertmanager(URI base, JsonClient client) {
        return new PrometheusAlerts(
                "alertmanager", base, "/api/v2/alerts?active=true&silenced=false&inhibited=false", client);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public List<Observation> poll(InstantSource clock) throws IOException, InterruptedException {
        Map<String, AlarmMessage> now = firing(client.body(address));
        Instant at = clock.instant();
        List<Observation> changes = new ArrayList<>();
        now.values().stream()
                .filter(alert -> !firing.containsKey(alert.alarm()))
                .forEach(alert ->
                        changes.add(new Observation.Alarm(at, source, alert.alarm(), true, alert.began(), null)));
        firing.keySet().stream()
                .filter(alarm -> !now.containsKey(alarm))
                .forEach(alarm -> changes.add(new Observation.Alarm(at, source, alarm, false)));
        firing = now;
        return changes;
    }

    /**
     * Both forms: a list of alerts, or one below {@code data}, each with labels, and a state where not all fire.
     *
     * @return by name; of several instances the one that began first
     */
    private Map<String, AlarmMessage> firing(JsonNode answer) throws IOException {
        JsonNode alerts = answer.isArray() ? answer : answer.at("/data/alerts");
        if (!alerts.isArray()) {
            throw new IOException(address + " answers without a list of alerts");
        }
        Map<String, AlarmMessage> found = new TreeMap<>();
        for (JsonNode alert : alerts) {
            JsonNode state = alert.path("state").isTextual() ? alert.path("state") : alert.at("/status/state");
            boolean fires =
                    state.asText("firing").equals("firing") || state.asText().equals("active");
            if (fires && found.size() < MOST_ALERTS) {
                @Nullable
                Instant began = AlarmPayload.moment(alert.path(alert.has("activeAt") ? "activeAt" : "startsAt"));
                found.merge(
                        AlarmPayload.name(alert),
                        new AlarmMessage(AlarmPayload.name(alert), true, began, null),
                        PrometheusAlerts::earlier);
            }
        }
        return found;
    }

    private static AlarmMessage earlier(AlarmMessage one, AlarmMessage other) {
        return one.began() == null || (other.began() != null && other.began().isBefore(one.began())) ? other : one;
    }
}
