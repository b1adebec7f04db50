package dev.crossfire.simulations.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A tiny HTTP server on loopback: it answers every GET with 200, except {@code /silent}, which it leaves hanging. */
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;

    /**
     * Listens on a free port.
     *
     * @param mostConnections at once; further ones are closed
     * @throws IOException when there is none
     */
    public LoopbackServer(int mostConnections) throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads =
                new ThreadPoolExecutor(1, mostConnections + 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "loopback-server");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.execute(this::accept);
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                take(listener.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void take(Socket connection) throws IOException {
        connections.add(connection);
        try {
            threads.execute(() -> serve(connection));
        } catch (RejectedExecutionException full) {
            connections.remove(connection);
            connection.close();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String line = line(in);
            while (!line.isEmpty()) {
                String request = line;
                while (!line.isEmpty()) {
                    line = line(in);
                }
                if (!request.contains(" /silent ")) {
                    connection.getOutputStream().write(ANSWER);
                }
                line = line(in);
            }
        } catch (IOException gone) {
            // The client has its answer; a connection that broke earlier shows in the client's records.
        } finally {
            connections.remove(connection);
        }
    }

    /** The next line without its end; empty at the end of the headers and of the stream. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int character = in.read();
        while (character >= 0 && character != '\n') {
            if (character != '\r') {
                line.append((char) character);
            }
            character = in.read();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
