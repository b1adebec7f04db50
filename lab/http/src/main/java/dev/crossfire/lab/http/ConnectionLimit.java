package dev.crossfire.lab.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Bounds the connections of each peer, so that those that stall keep nobody out.
 *
 * <p>A connection counts as proven once a request on it was authenticated. One that is not proven in time is closed;
 * when a peer has too many, the oldest of its unproven ones gives way to the next.
 */
public final class ConnectionLimit {
    private final int perPeer;
    private final int unprovenMillis;
    private final Map<SocketAddress, PeerConnection> connections = new LinkedHashMap<>();

    /**
     * Creates a limit.
     *
     * @param perPeer the most open connections from one address
     * @param unprovenMillis how long a connection may stay open without an authenticated request
     */
    public ConnectionLimit(int perPeer, int unprovenMillis) {
        this.perPeer = perPeer;
        this.unprovenMillis = unprovenMillis;
    }

    private static final class PeerConnection {
        private final StreamConnection connection;
        private final @Nullable InetAddress peer;
        private boolean isProven;

        PeerConnection(StreamConnection connection, SocketAddress remote) {
            this.connection = connection;
            this.peer = remote instanceof InetSocketAddress internet ? internet.getAddress() : null;
        }
    }

    /** Counts a new connection; returns whether it may stay. */
    boolean admit(StreamConnection connection) {
        SocketAddress remote = connection.getPeerAddress();
        PeerConnection newcomer = new PeerConnection(connection, remote);
        if (!makeRoom(remote, newcomer)) {
            IoUtils.safeClose(connection);
            return false;
        }
        var unused = connection
                .getIoThread()
                .executeAfter(() -> closeUnproven(newcomer), unprovenMillis, TimeUnit.MILLISECONDS);
        return true;
    }

    private synchronized boolean makeRoom(SocketAddress remote, PeerConnection newcomer) {
        connections.values().removeIf(each -> !each.connection.isOpen());
        List<Map.Entry<SocketAddress, PeerConnection>> ofPeer = connections.entrySet().stream()
                .filter(each -> Objects.equals(each.getValue().peer, newcomer.peer))
                .toList();
        if (ofPeer.size() >= perPeer) {
            var oldest =
                    ofPeer.stream().filter(each -> !each.getValue().isProven).findFirst();
            if (oldest.isEmpty()) {
                return false;
            }
            connections.remove(oldest.get().getKey());
            IoUtils.safeClose(oldest.get().getValue().connection);
        }
        connections.put(remote, newcomer);
        return true;
    }

    private synchronized void closeUnproven(PeerConnection connection) {
        if (!connection.isProven) {
            IoUtils.safeClose(connection.connection);
        }
    }

    /** Notes that a request from a peer's address was authenticated. */
    public synchronized void prove(SocketAddress remote) {
        @Nullable PeerConnection known = connections.get(remote);
        if (known != null) {
            known.isProven = true;
        }
    }
}
