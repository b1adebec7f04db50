package dev.crossfire.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that begin a request and do not go on. */
public final class StalledClients implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    /**
     * Opens connections.
     *
     * @param begun what each has sent, in turn
     */
    public static StalledClients at(InetSocketAddress server, int count, String... begun) throws IOException {
        StalledClients all = new StalledClients();
        try {
            for (int i = 0; i < count; i++) {
                Socket socket = new Socket(server.getAddress(), server.getPort());
                all.sockets.add(socket);
                socket.getOutputStream().write(begun[i % begun.length].getBytes(StandardCharsets.US_ASCII));
            }
            return all;
        } catch (IOException e) {
            all.close();
            throw e;
        }
    }

    /**
     * Returns whether the server has closed the connection that was opened first.
     *
     * @param withinMillis how long that is waited for
     */
    public boolean isFirstClosed(int withinMillis) throws IOException {
        Socket first = sockets.get(0);
        first.setSoTimeout(withinMillis);
        try {
            return first.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
