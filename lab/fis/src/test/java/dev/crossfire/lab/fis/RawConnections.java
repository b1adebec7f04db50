package dev.crossfire.lab.fis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Connections to a fixture's endpoint on which a test writes by itself, to send what no AWS client would. */
final class RawConnections implements AutoCloseable {
    private final FisFixture fixture;
    private final List<Socket> sockets = new ArrayList<>();

    RawConnections(FisFixture fixture) {
        this.fixture = fixture;
    }

    /** Opens a connection that begins with a text. */
    Socket open(String sent) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), fixture.endpoint.uri().getPort());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Returns a head, without its last lines, that is signed for a body of 100 bytes. */
    String signedHead() {
        return new SignedHead(fixture.endpoint.credentials(), "fis", FakeInventory.ACCOUNT.region(), fixture.time.now())
                .of(SdkHttpMethod.POST, fixture.endpoint.uri().resolve("/experiments"), Map.of(), "x".repeat(100));
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
