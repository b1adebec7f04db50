package dev.crossfire.simulations;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server whose paths determine how it behaves, and which counts what really arrived. */
final class PlantingServer implements AutoCloseable {
    /** A request as it arrived. */
    record Arrival(String method, String path, Map<String, String> headers, String body) {}

    /** What {@code /slow} waits. */
    static final int SLOW_MILLIS = 120;

    private final ServerSocket listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger orders = new AtomicInteger();
    final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    PlantingServer() throws IOException {
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    long arrived(String path) {
        return arrivals.stream().filter(arrival -> arrival.path().equals(path)).count();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            boolean open = true;
            int served = 0;
            String requestLine = line(in);
            while (open && !requestLine.isEmpty()) {
                Arrival arrival = read(requestLine, in);
                arrivals.add(arrival);
                // A connection that was kept alive breaks under its second reservation.
                boolean breaks = served++ > 0 && arrival.path().equals("/events/hang/reservations");
                open = !breaks && answer(arrival, connection.getOutputStream());
                requestLine = open ? line(in) : "";
            }
        } catch (IOException gone) {
            // Clients leave as they like.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Behaves as the path determines; false when the connection is to be closed. */
    private boolean answer(Arrival arrival, OutputStream out) throws IOException, InterruptedException {
        switch (arrival.path()) {
            case "/close" -> {
                return false;
            }
            case "/hang", "/events/hang" -> {
                closing.await();
                return false;
            }
            case "/slow" -> {
                boolean ended = closing.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
                write(out, 200, "{\"slow\":" + !ended + "}");
            }
            case "/500" -> write(out, 500, "{}");
            case "/wrong" -> write(out, 200, "{\"answer\":41}");
            default -> {
                boolean reservation = arrival.method().equals("POST");
                write(out, reservation ? 201 : 200, "{\"id\":" + orders.incrementAndGet() + ",\"answer\":42}");
            }
        }
        return true;
    }

    private static void write(OutputStream out, int status, String body) throws IOException {
        String head = "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        out.write((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    private static Arrival read(String requestLine, InputStream in) throws IOException {
        Map<String, String> headers = new ConcurrentHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
        }
        String[] parts = requestLine.split(" ", -1);
        return new Arrival(parts[0], parts[1], headers, body(headers, in));
    }

    private static String body(Map<String, String> headers, InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            int length = Integer.parseInt(line(in), 16);
            while (length > 0) {
                body.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                line(in);
                length = Integer.parseInt(line(in), 16);
            }
            line(in);
        } else if (headers.containsKey("content-length")) {
            body.append(
                    new String(in.readNBytes(Integer.parseInt(headers.get("content-length"))), StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
