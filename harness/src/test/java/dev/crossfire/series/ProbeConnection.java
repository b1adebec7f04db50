package dev.crossfire.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * A kept-alive HTTP connection of the prober's, on a plain socket.
 *
 * <p>A probe must cost next to nothing, or the observer disturbs what it observes: the platform's client took more than
 * a millisecond of a core for each.
 */
final class ProbeConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final String host;
    private long restsSince = System.nanoTime();

    ProbeConnection(URI server, Duration timeout) throws IOException {
        host = server.getAuthority();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /** Posts a body of JSON and returns the answer's status. */
    int post(String path, String key, String body) throws IOException {
        return ask("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
                + "Idempotency-Key: " + key + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Reads what is at a path and returns the answer's status. */
    int get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    private int ask(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        restsSince = System.nanoTime();
        return status;
    }

    /** Whether it may have been forgotten by the other side. */
    boolean isStale(Duration limit) {
        return System.nanoTime() - restsSince > limit.toNanos();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the answer broke off after '" + line + "'");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
