package dev.crossfire.lab.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that stall do not keep others out: a lease that marks a fault is removed as fast as without them. */
@Tag("live")
@Timeout(60)
class StalledRequestsTest {
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/default/leases";
    private static final String LEASE = """
            {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"%s"},"spec":{}}""";
    /** More than the API has workers, and more than it admits at a time. */
    private static final int MANY = 250;

    private final List<Socket> stalled = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private KubernetesApi api;
    private int encrypted;

    @BeforeEach
    void open() throws Exception {
        api = KubernetesApi.open(
                new KubernetesApi.Ports(0, 0),
                Certificate.create(folder.resolve("certificate.p12")),
                new Workload("default", "shop", "local/shop", List.of()),
                Clock.systemUTC(),
                1);
        encrypted = api.encryptedUri().getPort();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : stalled) {
            socket.close();
        }
        api.close();
    }

    private int send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.uri().resolve(path))
                .timeout(Duration.ofSeconds(2))
                .header("Authorization", "Bearer " + api.token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private void clearsWhile(Supplier<String> sent, int port) throws Exception {
        assertThat(send("POST", LEASES, LEASE.formatted("fault"))).isEqualTo(201);
        for (int i = 0; i < MANY; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            stalled.add(socket);
            socket.getOutputStream().write(sent.get().getBytes(UTF_8));
        }
        await().atMost(Duration.ofSeconds(4))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> send("DELETE", LEASES + "/fault", "{}") == 200);
        // A client that connects only now is served, too.
        assertThat(list(HttpClient.newHttpClient())).contains("\"items\":[]");
    }

    private String list(HttpClient newcomer) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.uri().resolve(LEASES))
                .timeout(Duration.ofSeconds(2))
                .header("Authorization", "Bearer " + api.token())
                .build();
        return newcomer.send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void bodiesThatNeverCome() throws Exception {
        String head = "POST " + LEASES + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{";
        clearsWhile(() -> head, api.uri().getPort());
    }

    @Test
    void headsThatNeverEnd() throws Exception {
        clearsWhile(
                () -> "POST " + LEASES + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-",
                api.uri().getPort());
    }

    @Test
    void handshakesThatNeverBegin() throws Exception {
        clearsWhile(() -> "", encrypted);
    }

    @Test
    void requestsOneAfterTheOtherWithoutTheToken() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        List<CompletableFuture<Void>> floods = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            floods.add(CompletableFuture.runAsync(() -> flood(ended), task -> new Thread(task, "flood").start()));
        }
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(list(HttpClient.newHttpClient())).contains("\"items\":[]");
            }
        } finally {
            ended.set(true);
            floods.forEach(CompletableFuture::join);
        }
    }

    private void flood(AtomicBoolean ended) {
        while (!ended.get()) {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(UTF_8));
            } catch (IOException refused) {
                // A server that defends itself.
            }
        }
    }

    @Test
    void bodiesThatNeverComeFromClientsWithTheTokenTakeNoWorker() throws Exception {
        String head = "POST " + LEASES + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + api.token()
                + "\r\nContent-Length: 100\r\n\r\n{";
        for (int i = 0; i < 60; i++) {
            Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort());
            stalled.add(socket);
            socket.getOutputStream().write(head.getBytes(UTF_8));
        }
        assertThat(send("POST", LEASES, LEASE.formatted("other"))).isEqualTo(201);
        stalled.get(0).setSoTimeout(20_000);
        assertThat(stalled.get(0).getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void withoutTheTokenTheAnswerComesBeforeTheBody() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 401");
        }
    }
}
