package dev.crossfire.externalcheck;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.evidence.Observation;
import dev.crossfire.externalcheck.Poller.PollTask;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Queries a Prometheus for one figure; several series are added up. */
final class PrometheusQuery implements PollTask {
    /** What a figure means. */
    enum Meaning {
        SERVING,
        REQUESTS
    }

    private final URI address;
    private final Meaning meaning;
    private final JsonClient client;

    PrometheusQuery(URI base, String query, Meaning meaning, JsonClient client) {
        this.address = URI.create(base.toString().replaceFirst("/+$", "") + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        this.meaning = meaning;
        this.client = client;
    }

    @Override
    public String source() {
        return meaning == Meaning.SERVING ? "prometheus serving" : "prometheus requests";
    }

    @Override
    public List<Observation> poll(InstantSource clock) throws IOException, InterruptedException {
        double figure = figure(client.body(address).path("data"));
        Instant at = clock.instant();
        return List.of(
                meaning == Meaning.SERVING
                        ? new Observation.Serving(at, source(), (int) Math.round(figure), (int) Math.round(figure))
                        : new Observation.Requests(at, source(), figure));
    }

    private double figure(JsonNode data) throws IOException {
        JsonNode result = data.path("result");
        if (data.path("resultType").asText().equals("scalar")) {
            return number(result.path(1));
        }
        if (!result.isArray() || result.isEmpty()) {
            throw new IOException(address + " answers without a figure");
        }
        double sum = 0;
        for (JsonNode series : result) {
            sum += number(series.path("value").path(1));
        }
        return sum;
    }

    private double number(JsonNode value) throws IOException {
        try {
            double number = Double.parseDouble(value.asText());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Reported below, with the same message as a value that is no finite number.
        }
        throw new IOException(address + " answers '" + value.asText() + "'; expected a number");
    }
}
