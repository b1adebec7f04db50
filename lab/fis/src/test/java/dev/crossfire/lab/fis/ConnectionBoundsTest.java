package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a connection may take of time and bytes before it is closed.
 *
 * <p>Not in {@link StalledRequestsTest}: another test process works while this one waits.
 */
@Timeout(60)
class ConnectionBoundsTest {
    private final FisFixture fixture = new FisFixture();
    private final RawConnections connections = new RawConnections(fixture);

    @AfterEach
    void close() throws IOException {
        connections.close();
        fixture.close();
    }

    @Test
    void aBodyThatDoesNotComeCostsItsConnection() throws IOException {
        Socket half = connections.open(connections.signedHead() + "Content-Length: 100\r\n\r\n{");
        Socket unsigned =
                connections.open("POST /experiments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{");
        Socket silent = connections.open("");

        assertThat(answerBeforeTheEnd(unsigned)).startsWith("HTTP/1.1 403");
        assertThat(answerBeforeTheEnd(half)).isEmpty();
        assertThat(answerBeforeTheEnd(silent)).isEmpty();
    }

    @Test
    void aHeadIsBounded() throws IOException {
        Socket socket = connections.open("GET /actions HTTP/1.1\r\nHost: 127.0.0.1\r\n");
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

    private static String answerBeforeTheEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
