package dev.crossfire.externalcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationLog;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.testkit.FakeEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab as far as it can be watched: a balancer that counts, and an alarm daemon that takes subscribers. */
class ExternalChecksTest {
    private static final String ALERT =
            "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"ticketing-errors\"}}]}";

    private final Queue<JsonNode> wishes = new ConcurrentLinkedQueue<>();
    private HttpServer lab;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        lab = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lab.createContext("/status", exchange -> {
            byte[] body =
                    "{\"backends\":[{\"up\":true},{\"up\":true}],\"requests\":7}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        lab.createContext("/subscriptions", exchange -> {
            wishes.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        lab.start();
    }

    @AfterEach
    void close() {
        lab.stop(0);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + lab.getAddress().getPort() + path);
    }

    private ExternalChecks externalChecks(String subscriptions) throws IOException, InterruptedException {
        ObservabilityConfig observability = new ObservabilityConfig(
                null,
                new ObservabilityConfig.Alarms(null, null, null, null, at(subscriptions)),
                new ObservabilityConfig.Metrics(at("/status"), null, null, null, null, null));
        return ExternalChecks.of(
                observability,
                new FakeEnvironment(),
                folder.resolve("observations.jsonl"),
                Duration.ofMinutes(1),
                InstantSource.system());
    }

    private List<Observation> seen() throws IOException {
        List<Observation> seen = new ArrayList<>();
        assertThat(ObservationLog.reading(folder.resolve("observations.jsonl")).forEach(seen::add))
                .isNull();
        return seen;
    }

    @Test
    void recordTheAlarmsOfALabAndCountWithItsBalancer() throws Exception {
        URI webhook;
        try (ExternalChecks externalChecks = externalChecks("/subscriptions")) {
            externalChecks.begin();
            JsonNode wish = Objects.requireNonNull(wishes.peek());
            assertThat(wish.path("seconds").asLong()).isEqualTo(60);
            webhook = URI.create(wish.path("url").asText());
            HttpRequest alarm = HttpRequest.newBuilder(webhook)
                    .header("Authorization", "Bearer " + wish.path("token").asText())
                    .POST(HttpRequest.BodyPublishers.ofString(ALERT))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(alarm, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            await().until(() -> seen().stream().anyMatch(Observation.Requests.class::isInstance));
        }
        assertThat(wishes).hasSize(2).last().satisfies(wish -> assertThat(
                        wish.path("seconds").asLong())
                .isZero());
        assertThat(seen())
                .anyMatch(observation -> observation instanceof Observation.Alarm heard
                        && heard.firing()
                        && heard.alarm().equals("ticketing-errors"))
                .anyMatch(observation ->
                        observation instanceof Observation.Serving count && count.serving() == 2 && count.known() == 2)
                .anyMatch(observation -> observation instanceof Observation.Requests count && count.total() == 7);
        assertThat(seen().get(seen().size() - 1)).isInstanceOf(Observation.Listening.class);
        assertThatThrownBy(() -> new Socket(webhook.getHost(), webhook.getPort()).close())
                .as("nobody listens any more")
                .isInstanceOf(IOException.class);
    }

    @Test
    void whereOneCannotStartNoneStays() {
        assertThatThrownBy(() -> externalChecks("/nowhere"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answers 404");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("watching"));
    }
}
