package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Connections that stall do not keep others out: an active fault is healed as fast as without them. */
@Timeout(60)
class StalledRequestsTest {
    /** More than the endpoint admits at a time. */
    private static final int MANY = 200;

    private static final Duration HEALED = Duration.ofSeconds(2);

    private final FisFixture fixture = new FisFixture();
    private final List<Socket> stalled = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : stalled) {
            socket.close();
        }
        fixture.close();
    }

    private Socket stall(String sent) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), fixture.endpoint.uri().getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
        stalled.add(socket);
        return socket;
    }

    private void healsWhile(Supplier<String> sent) throws IOException {
        String experiment = fixture.start(fixture.template(d -> {}));
        fixture.awaitStatus(experiment, "running");
        for (int i = 0; i < MANY; i++) {
            stall(sent.get());
        }

        await().atMost(HEALED).ignoreExceptions().until(() -> {
            fixture.fis.stopExperiment(stop -> stop.id(experiment));
            return true;
        });
        await().atMost(HEALED)
                .until(() -> fixture.get(experiment).state().statusAsString().equals("stopped"));
    }

    @Test
    void bodiesThatNeverCome() throws IOException {
        healsWhile(() -> "POST /experiments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{");
    }

    @Test
    void bodiesThatNeverComeFromClientsThatKnowTheKey() throws IOException {
        healsWhile(() -> signed() + "Content-Length: 100\r\n\r\n{");
    }

    @Test
    void bodiesOfUnknownLengthThatNeverEnd() throws IOException {
        healsWhile(() -> signed() + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":");
    }

    @Test
    void headsThatNeverEnd() throws IOException {
        healsWhile(() -> "POST /experiments HTTP/1.1\r\nHost: 127.0.0.1\r\nX-");
    }

    @Test
    void connectionsThatSendNothing() throws IOException {
        healsWhile(() -> "");
    }

    @Test
    void aBodyThatDoesNotComeCostsItsConnection() throws IOException {
        Socket half = stall(signed() + "Content-Length: 100\r\n\r\n{");
        Socket unsigned = stall("POST /experiments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{");
        Socket silent = stall("");

        assertThat(answerBeforeTheEnd(unsigned)).startsWith("HTTP/1.1 403");
        assertThat(answerBeforeTheEnd(half)).isEmpty();
        assertThat(answerBeforeTheEnd(silent)).isEmpty();
    }

    @Test
    void aHeadIsBounded() throws IOException {
        Socket socket = stall("GET /actions HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            more.append("X-").append(i).append(": ").append("x".repeat(4_000)).append("\r\n");
        }
        try {
            socket.getOutputStream().write(more.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            assertThat(answerBeforeTheEnd(socket)).doesNotContain("200").doesNotContain("403");
        } catch (IOException closed) {
            assertThat(closed).isInstanceOf(java.net.SocketException.class);
        }
    }

    private String signed() {
        return new SignedHead(fixture.endpoint.credentials(), "fis", FakeInventory.ACCOUNT.region(), fixture.time.now())
                .of(SdkHttpMethod.POST, fixture.endpoint.uri().resolve("/experiments"), Map.of(), "x".repeat(100));
    }

    private static String answerBeforeTheEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
