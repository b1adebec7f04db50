package dev.crossfire.externalcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationLog;
import dev.crossfire.externalcheck.Poller.PollTask;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooksTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final InstantSource CLOCK = () -> NOW;

    private final List<String> asked = new ArrayList<>();
    private final JsonClient client = new JsonClient(new Secret("t0ken"), Duration.ofSeconds(2), 10_000);
    private HttpServer server;
    private String answer = "{}";
    private int status = 200;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void anAnswerThatStallsHalfWayIsGivenUp() {
        server.createContext("/stall", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
        });
        long began = System.nanoTime();
        assertThatThrownBy(() -> client.get(base().resolve("stall"))).isInstanceOf(HttpTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    @Test
    void anAnswerThatIsTooLargeIsNotTaken() {
        answer = "[" + " ".repeat(20_000) + "]";
        assertThatThrownBy(() -> client.get(base())).isInstanceOf(BoundedAnswer.TooLargeException.class);
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Test
    void prometheusReportsWhatFiresAndWhatHasEnded() throws Exception {
        PrometheusAlerts poll = PrometheusAlerts.ofPrometheus(base(), client);
        answer = """
                {"status":"success","data":{"alerts":[
                 {"labels":{"alertname":"Errors"},"state":"firing","activeAt":"2026-11-20T08:59:00Z"},
                 {"labels":{"alertname":"Slow"},"state":"pending"}]}}""";
        Instant began = Instant.parse("2026-11-20T08:59:00Z");
        assertThat(poll.poll(CLOCK))
                .containsExactly(new Observation.Alarm(NOW, "prometheus", "Errors", true, began, null));
        assertThat(poll.poll(CLOCK)).isEmpty();
        answer = "{\"data\":{\"alerts\":[{\"labels\":{\"alertname\":\"Slow\"},\"state\":\"firing\"}]}}";
        assertThat(poll.poll(CLOCK))
                .containsExactly(
                        new Observation.Alarm(NOW, "prometheus", "Slow", true),
                        new Observation.Alarm(NOW, "prometheus", "Errors", false));
        assertThat(asked).containsOnly("/api/v1/alerts Bearer t0ken");
    }

    @Test
    void alertmanagerReportsWhatIsActive() throws Exception {
        PrometheusAlerts poll = PrometheusAlerts.ofAlertmanager(base(), client);
        answer = """
                [{"labels":{"alertname":"Errors","i":"2"},"startsAt":"2026-11-20T08:59:30Z","status":{"state":"active"}},
                 {"labels":{"alertname":"Errors","i":"1"},"startsAt":"2026-11-20T17:58:00.5+09:00","status":{"state":"active"}},
                 {"labels":{"alertname":"Quiet"},"status":{"state":"suppressed"}}]""";
        Instant began = Instant.parse("2026-11-20T08:58:00.5Z");
        assertThat(poll.poll(CLOCK))
                .containsExactly(new Observation.Alarm(NOW, "alertmanager", "Errors", true, began, null));
        answer = "[]";
        assertThat(poll.poll(CLOCK)).containsExactly(new Observation.Alarm(NOW, "alertmanager", "Errors", false));
        answer = "{}";
        assertThatThrownBy(() -> poll.poll(CLOCK)).hasMessageContaining("without a list of alerts");
    }

    @Test
    void prometheusAddsUpWhatAQueryGives() throws Exception {
        PollTask requests = new PrometheusQuery(base(), "sum(x{a=\"b\"})", PrometheusQuery.Meaning.REQUESTS, client);
        answer = """
                {"data":{"resultType":"vector","result":[{"metric":{},"value":[1,"40.5"]},{"metric":{},"value":[1,"2"]}]}}""";
        assertThat(requests.poll(CLOCK)).containsExactly(new Observation.Requests(NOW, "prometheus requests", 42.5));
        assertThat(asked).containsExactly("/api/v1/query?query=sum%28x%7Ba%3D%22b%22%7D%29 Bearer t0ken");
        PollTask serving = new PrometheusQuery(base(), "q", PrometheusQuery.Meaning.SERVING, client);
        answer = "{\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"6\"]}}";
        assertThat(serving.poll(CLOCK)).containsExactly(new Observation.Serving(NOW, "prometheus serving", 6, 6));
        answer = "{\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
        assertThatThrownBy(() -> serving.poll(CLOCK)).hasMessageContaining("without a figure");
        answer = "{\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"NaN\"]}]}}";
        assertThatThrownBy(() -> serving.poll(CLOCK)).hasMessageContaining("'NaN'");
    }

    @Test
    void aBalancerCountsBoth() throws Exception {
        answer = "{\"backends\":[{\"up\":true},{\"up\":false},{\"up\":true}],\"requests\":77}";
        assertThat(new BalancerPoll(base(), client).poll(CLOCK))
                .containsExactly(
                        new Observation.Serving(NOW, "balancer", 2, 3), new Observation.Requests(NOW, "balancer", 77));
        answer = "x".repeat(20_000);
        assertThatThrownBy(() -> new BalancerPoll(base(), client).poll(CLOCK))
                .hasMessageContaining("more than 10000 bytes");
    }

    @Test
    void aSourceRecordsFromWhenItListensAndWhenItCannot() throws Exception {
        Path file = folder.resolve("observations.jsonl");
        try (ObservationLog log = new ObservationLog(file);
                Poller poller = new Poller(PrometheusAlerts.ofPrometheus(base(), client), log, CLOCK)) {
            status = 503;
            poller.once();
            poller.once();
            status = 200;
            answer = "{\"data\":{\"alerts\":[]}}";
            poller.once();
            poller.once();
        }
        List<Observation> seen = new ArrayList<>();
        assertThat(ObservationLog.reading(file).forEach(seen::add)).isNull();
        assertThat(seen)
                .containsExactly(
                        new Observation.Listening(NOW, "prometheus", false),
                        new Observation.SourceUnreachable(
                                NOW, "prometheus", base() + "api/v1/alerts answers 503; expected 200"),
                        new Observation.Listening(NOW, "prometheus", true));
    }
}
