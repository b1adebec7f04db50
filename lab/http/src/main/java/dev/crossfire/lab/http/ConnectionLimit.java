package dev.crossfire.lab.http;

import io.undertow.server.ServerConnection;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/**
 * Bounds the open connections, so that those that stall do not keep others out.
 *
 * <p>A connection counts as proven once a request on it was authenticated. One that is not proven in time is closed;
 * when there are too many, the oldest unproven ones give way. None gives way at once: a flood of new connections would
 * otherwise close each one before its request is read. All peers have a loopback address, of which each process may use
 * as many as it likes, so they share one bound.
 */
public final class ConnectionLimit {
    private static final int SWEEP_MILLIS = 20;
    /** 10 s. */
    private static final int UNPROVEN_SWEEPS = 10_000 / SWEEP_MILLIS;
    /**
     * Enough for a request to arrive that was sent with the connection. Sweeps take turns with reading, so on a busy
     * machine they last as much longer.
     */
    private static final int MAY_GIVE_WAY_AFTER = 5;

    /** Which part of all connections gives way in a sweep. */
    private static final int GIVE_WAY_PART = 8;

    private final int mostConnections;
    /** By both ends: a peer may use one port of its own for two of the server's. The oldest is the first. */
    private final Map<List<SocketAddress>, PeerConnection> connections = new LinkedHashMap<>();

    private boolean isSweeping;

    /**
     * Creates a limit.
     *
     * @param mostConnections how many may be open at once
     */
    public ConnectionLimit(int mostConnections) {
        this.mostConnections = mostConnections;
    }

    private static final class PeerConnection {
        private final StreamConnection connection;
        private int sweeps;
        private boolean isProven;

        PeerConnection(StreamConnection connection) {
            this.connection = connection;
        }
    }

    /** Returns at how many open connections a server leaves the next ones to wait in the system's queue. */
    int mostConnections() {
        return mostConnections;
    }

    /** Counts a new connection. */
    synchronized void admit(StreamConnection connection) {
        connections.put(
                List.of(connection.getPeerAddress(), connection.getLocalAddress()), new PeerConnection(connection));
        if (!isSweeping) {
            isSweeping = true;
            sweepLater(connection.getIoThread());
        }
    }

    private void sweepLater(XnioIoThread thread) {
        var unused = thread.executeAfter(() -> sweep(thread), SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void sweep(XnioIoThread thread) {
        connections.values().removeIf(each -> !each.connection.isOpen());
        int giveWay = connections.size() < mostConnections ? 0 : Math.max(1, mostConnections / GIVE_WAY_PART);
        List<PeerConnection> unproven = new ArrayList<>(connections.values());
        unproven.removeIf(each -> each.isProven);
        for (PeerConnection each : unproven) {
            each.sweeps++;
            if (each.sweeps > UNPROVEN_SWEEPS || (giveWay > 0 && each.sweeps > MAY_GIVE_WAY_AFTER)) {
                IoUtils.safeClose(each.connection);
                giveWay--;
            }
        }
        isSweeping = !unproven.isEmpty();
        if (isSweeping) {
            sweepLater(thread);
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
