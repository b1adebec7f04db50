package dev.crossfire.chaos.probe;

import dev.crossfire.spi.RunClock;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection whose every step keeps one deadline, that of the current request. */
final class DeadlineConnection implements AutoCloseable {
    private static final int LONGEST_LINE = 8192;

    private final Socket socket;
    private final RunClock clock;
    private Duration deadline;

    private DeadlineConnection(Socket socket, RunClock clock, Duration deadline) {
        this.socket = socket;
        this.clock = clock;
        this.deadline = deadline;
    }

    /**
     * Connects.
     *
     * @param deadline by the clock's {@link RunClock#elapsed}
     * @throws SocketTimeoutException when the deadline passes first
     * @throws IOException when no server accepts the connection
     */
    static DeadlineConnection open(URI address, int usualPort, RunClock clock, Duration deadline) throws IOException {
        int port = address.getPort() < 0 ? usualPort : address.getPort();
        Socket socket = new Socket();
        DeadlineConnection deadlineConnection = new DeadlineConnection(socket, clock, deadline);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.getHost(), port), deadlineConnection.left());
            return deadlineConnection;
        } catch (IOException | RuntimeException failed) {
            deadlineConnection.close();
            throw failed;
        }
    }

    /** The same connection, encrypted, to a server whose certificate is that of the host. */
    DeadlineConnection encrypted(String host) throws IOException {
        socket.setSoTimeout(left());
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        // Without this, any valid certificate of any host would be accepted.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return new DeadlineConnection(encrypted, clock, deadline);
    }

    /** From now on steps keep this deadline. */
    void until(Duration nextDeadline) {
        deadline = nextDeadline;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next byte. */
    int read() throws IOException {
        socket.setSoTimeout(left());
        int next = socket.getInputStream().read();
        if (next < 0) {
            throw new EOFException("closed the connection");
        }
        return next;
    }

    /** What comes before the next line feed, without a carriage return. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = read(); next != '\n'; next = read()) {
            if (next != '\r') {
                line.write(next);
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("answered with a line of more than " + LONGEST_LINE + " bytes");
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Passes over so many bytes. */
    void skip(long bytes) throws IOException {
        for (long i = 0; i < bytes; i++) {
            read();
        }
    }

    private int left() throws SocketTimeoutException {
        long millis = deadline.minus(clock.elapsed()).toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException("timed out");
        }
        return (int) millis;
    }

    @Override
    public void close() {
        try {
            // An orderly TLS close would wait for a target that may not answer.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            // A socket that cannot be closed is closed already; there is nothing else to release.
        }
    }
}
