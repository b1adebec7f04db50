package dev.crossfire.chaos.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One proxy of an {@link EmulatedToxiproxy}: what passes meets its toxics chunk by chunk. */
final class EmulatedLink {
    private static final int CHUNK = 4096;

    private final ObjectNode proxy;
    private final ExecutorService threads;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable ServerSocket listener;

    EmulatedLink(ObjectNode proxy, ExecutorService threads) {
        this.proxy = proxy;
        this.threads = threads;
    }

    synchronized JsonNode state() {
        return proxy.deepCopy();
    }

    ArrayNode toxics() {
        return proxy.withArray("toxics");
    }

    /** Takes over what changes, and listens exactly while it is enabled. */
    synchronized void update(ObjectNode changes) throws IOException {
        proxy.setAll(changes);
        boolean enabled = proxy.path("enabled").asBoolean();
        if (enabled && listener == null) {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(address("listen"));
            listener = opened;
            threads.execute(() -> accept(opened));
        } else if (!enabled) {
            stop();
        }
    }

    private InetSocketAddress address(String key) {
        String[] parts = proxy.path(key).asText().split(":", -1);
        return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                sockets.add(client);
                Socket server = new Socket();
                sockets.add(server);
                server.connect(address("upstream"));
                threads.execute(() -> pass(client, server, "upstream"));
                threads.execute(() -> pass(server, client, "downstream"));
            } catch (IOException refused) {
                // The upstream is away, or the proxy was disabled: the client sees a closed connection.
            }
        }
    }

    private void pass(Socket from, Socket to, String stream) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            for (int read = from.getInputStream().read(chunk);
                    read >= 0;
                    read = from.getInputStream().read(chunk)) {
                if (toxic(stream, "reset_peer") != null) {
                    from.setSoLinger(true, 0);
                    to.setSoLinger(true, 0);
                    return;
                }
                delay(stream, read);
                if (toxic(stream, "timeout") == null) {
                    to.getOutputStream().write(chunk, 0, read);
                }
            }
        } catch (IOException cut) {
            // Either side, or the proxy, has closed the connection.
            return;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void delay(String stream, int bytes) throws InterruptedException {
        JsonNode latency = toxic(stream, "latency");
        JsonNode bandwidth = toxic(stream, "bandwidth");
        long millis =
                latency == null ? 0 : latency.path("attributes").path("latency").asLong();
        if (bandwidth != null) {
            millis += bytes / bandwidth.path("attributes").path("rate").asLong();
        }
        if (millis > 0) {
            var unused = closed.await(millis, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized @Nullable JsonNode toxic(String stream, String type) {
        for (JsonNode toxic : toxics()) {
            if (toxic.path("stream").asText().equals(stream)
                    && toxic.path("type").asText().equals(type)) {
                return toxic;
            }
        }
        return null;
    }

    private void stop() throws IOException {
        if (listener != null) {
            listener.close();
            listener = null;
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    synchronized void close() {
        closed.countDown();
        try {
            stop();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
