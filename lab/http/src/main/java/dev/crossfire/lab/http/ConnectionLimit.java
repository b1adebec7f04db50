package dev.crossfire.lab.http;

import io.undertow.server.ServerConnection;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Bounds the open connections, so that those that stall do not keep others out.
 *
 * <p>A connection counts as proven once a request on it was authenticated. One that is not proven in time is closed;
 * when there are too many, the oldest unproven one gives way to the next. All peers have a loopback address, of which
 * each process may use as many as it likes, so they share one bound.
 */
public final class ConnectionLimit {
    private final int mostConnections;
    private final int unprovenMillis;
    /** By both ends: a peer may use one port of its own for two of the server's. */
    private final Map<List<SocketAddress>, PeerConnection> connections = new LinkedHashMap<>();

    /**
     * Creates a limit.
     *
     * @param mostConnections how many may be open at once
     * @param unprovenMillis how long a connection may stay open without an authenticated request
     */
    public ConnectionLimit(int mostConnections, int unprovenMillis) {
        this.mostConnections = mostConnections;
        this.unprovenMillis = unprovenMillis;
    }

    private static final class PeerConnection {
        private final StreamConnection connection;
        private boolean isProven;

        PeerConnection(StreamConnection connection) {
            this.connection = connection;
        }
    }

    /** Counts a new connection; returns whether it may stay. */
    boolean admit(StreamConnection connection) {
        PeerConnection newcomer = new PeerConnection(connection);
        if (!makeRoom(newcomer)) {
            IoUtils.safeClose(connection);
            return false;
        }
        var unused = connection
                .getIoThread()
                .executeAfter(() -> closeUnproven(newcomer), unprovenMillis, TimeUnit.MILLISECONDS);
        return true;
    }

    private synchronized boolean makeRoom(PeerConnection newcomer) {
        connections.values().removeIf(each -> !each.connection.isOpen());
        if (connections.size() >= mostConnections) {
            var oldest = connections.entrySet().stream()
                    .filter(each -> !each.getValue().isProven)
                    .findFirst();
            if (oldest.isEmpty()) {
                return false;
            }
            connections.remove(oldest.get().getKey());
            IoUtils.safeClose(oldest.get().getValue().connection);
        }
        StreamConnection ends = newcomer.connection;
        connections.put(List.of(ends.getPeerAddress(), ends.getLocalAddress()), newcomer);
        return true;
    }

    private synchronized void closeUnproven(PeerConnection connection) {
        if (!connection.isProven) {
            IoUtils.safeClose(connection.connection);
        }
    }

    /** Notes that a request on a connection was authenticated. */
    public synchronized void prove(ServerConnection connection) {
        @Nullable
        PeerConnection known = connections.get(List.of(connection.getPeerAddress(), connection.getLocalAddress()));
        if (known != null) {
            known.isProven = true;
        }
    }
}
