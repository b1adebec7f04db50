package dev.crossfire.witness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.evidence.Probe;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks a Prometheus or an Alertmanager which alerts fire, and tells what has changed. */
final class AlertList implements Look {
    private static final int MOST = 1_000;

    private final String source;
    private final URI address;
    private final JsonClient client;
    private Set<String> firing = new TreeSet<>();

    private AlertList(String source, URI base, String path, JsonClient client) {
        this.source = source;
        this.address = URI.create(base.toString().replaceFirst("/+$", "") + path);
        this.client = client;
    }

    static AlertList ofPrometheus(URI base, JsonClient client) {
        return new AlertList("prometheus", base, "/api/v1/alerts", client);
    }

    static AlertList ofAlertmanager(URI base, JsonClient client) {
        return new AlertList("alertmanager", base, "/api/v2/alerts?active=true&silenced=false&inhibited=false", client);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public List<Probe> look(InstantSource clock) throws IOException, InterruptedException {
        Set<String> now = firing(client.body(address));
        Instant at = clock.instant();
        List<Probe> changes = new ArrayList<>();
        now.stream()
                .filter(alarm -> !firing.contains(alarm))
                .forEach(alarm -> changes.add(new Probe.Alarm(at, source, alarm, true)));
        firing.stream()
                .filter(alarm -> !now.contains(alarm))
                .forEach(alarm -> changes.add(new Probe.Alarm(at, source, alarm, false)));
        firing = now;
        return changes;
    }

    /** Both forms: a list of alerts, or one below {@code data}, each with labels, and a state where not all fire. */
    private Set<String> firing(JsonNode answer) throws IOException {
        JsonNode alerts = answer.isArray() ? answer : answer.at("/data/alerts");
        if (!alerts.isArray()) {
            throw new IOException(address + " answers without a list of alerts");
        }
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : alerts) {
            JsonNode state = alert.path("state").isTextual() ? alert.path("state") : alert.at("/status/state");
            boolean fires =
                    state.asText("firing").equals("firing") || state.asText().equals("active");
            if (fires && names.size() < MOST) {
                names.add(alert.at("/labels/alertname").asText("(an alert without a name)"));
            }
        }
        return names;
    }
}
