package dev.crossfire.lab.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.crossfire.lab.fis.AlarmStates.AlarmState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlarmDaemonTest {
    private final Queue<String> posted = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AlarmPanel.ErrorAlarm alarm = new AlarmPanel.ErrorAlarm();
    private HttpServer subscriber;
    private AlarmDaemon daemon;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void open() throws IOException {
        subscriber = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        subscriber.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        subscriber.start();
        daemon = AlarmDaemon.open(0, (InstantSource) () -> now);
    }

    @AfterEach
    void close() {
        daemon.close();
        subscriber.stop(0);
    }

    private int subscribe(String url, long seconds) throws IOException, InterruptedException {
        return subscribe(url, seconds, daemon.token());
    }

    private int subscribe(String url, long seconds, String token) throws IOException, InterruptedException {
        String subscription = "{\"url\":\"" + url + "\",\"token\":\"s3same\",\"seconds\":" + seconds + "}";
        HttpRequest request = HttpRequest.newBuilder(daemon.uri().resolve("/subscriptions"))
                .header("Authorization", "Bearer " + token)
                .PUT(HttpRequest.BodyPublishers.ofString(subscription))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String subscriberUrl() {
        return "http://127.0.0.1:" + subscriber.getAddress().getPort() + "/alarms";
    }

    private String alerts() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(daemon.uri() + "/api/v2/alerts"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void reportsBeginningAndEndOnceEach() throws Exception {
        assertThat(subscribe(subscriberUrl(), 60)).isEqualTo(204);
        assertThat(alerts()).isEqualTo("[]");
        daemon.changed(alarm, AlarmState.ALARM);
        assertThat(alerts()).contains("\"alertname\":\"ticketing-errors\"", "\"state\":\"active\"");
        daemon.changed(alarm, AlarmState.INSUFFICIENT_DATA);
        daemon.changed(alarm, AlarmState.ALARM);
        daemon.changed(alarm, AlarmState.OK);
        daemon.changed(alarm, AlarmState.OK);
        Awaitility.await().until(() -> posted.size() >= 2);
        assertThat(alerts()).isEqualTo("[]");
        assertThat(posted).hasSize(2);
        assertThat(posted.remove()).startsWith("Bearer s3same {").contains("\"status\":\"firing\"");
        assertThat(posted.remove()).contains("\"status\":\"resolved\"", "\"alertname\":\"ticketing-errors\"");
    }

    @Test
    void forgetsByItselfAndOnRequest() throws Exception {
        assertThat(subscribe(subscriberUrl(), 60)).isEqualTo(204);
        now = now.plusSeconds(61);
        daemon.changed(alarm, AlarmState.ALARM);
        assertThat(subscribe(subscriberUrl(), 60)).isEqualTo(204);
        assertThat(subscribe(subscriberUrl(), 0)).isEqualTo(204);
        daemon.changed(alarm, AlarmState.OK);
        assertThat(subscribe(subscriberUrl(), 60)).isEqualTo(204);
        daemon.changed(alarm, AlarmState.ALARM);
        Awaitility.await().until(() -> !posted.isEmpty());
        assertThat(posted).hasSize(1);
    }

    @Test
    void clientsWithoutTheTokenTakeNoSubscribersPlace() throws Exception {
        assertThat(subscribe(subscriberUrl(), 60)).isEqualTo(204);
        for (int port = 1; port <= 40; port++) {
            assertThat(subscribe("http://127.0.0.1:" + port + "/alarms", 100, "guess"))
                    .isEqualTo(401);
        }
        assertThat(subscribe(subscriberUrl(), 0, "guess")).isEqualTo(401);

        daemon.changed(alarm, AlarmState.ALARM);
        Awaitility.await().until(() -> !posted.isEmpty());
    }

    @Test
    void subscriptionsThatNeverComeKeepNoOtherOut() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), daemon.uri().getPort());
                stalled.add(socket);
                String head = "PUT /subscriptions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
                        + (i % 2 == 0 ? "" : "Authorization: Bearer " + daemon.token() + "\r\n") + "\r\n{";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(8))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> subscribe(subscriberUrl(), 60) == 204);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void killedSubscribersKeepNoOtherOut() throws Exception {
        for (int port = 1; port <= 40; port++) {
            assertThat(subscribe("http://127.0.0.1:" + port + "/alarms", 50)).isEqualTo(204);
        }
        assertThat(subscribe(subscriberUrl(), 60)).isEqualTo(204);
        daemon.changed(alarm, AlarmState.ALARM);
        Awaitility.await().until(() -> !posted.isEmpty());
    }

    @Test
    void postsNowhereButOnThisMachine() throws Exception {
        assertThat(subscribe("http://192.0.2.1/alarms", 60)).isEqualTo(400);
        assertThat(subscribe("http://127.0.0.1.example.org/alarms", 60)).isEqualTo(400);
        assertThat(subscribe("ftp://127.0.0.1/", 60)).isEqualTo(400);
        assertThat(subscribe(subscriberUrl(), -1)).isEqualTo(400);
        assertThat(subscribe(subscriberUrl(), 1_000_000)).isEqualTo(400);
    }
}
