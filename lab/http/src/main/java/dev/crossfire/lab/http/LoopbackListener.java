package dev.crossfire.lab.http;

import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * An HTTP server on the loopback address that bounds what a peer can hold on to: connections, heads, bodies, time.
 *
 * <p>It is put together here from Undertow's parts, because Undertow's own server has no say in which connection is
 * closed when there are too many.
 */
public final class LoopbackListener implements AutoCloseable {
    /** How long a request's head may take, from its first byte to its last; it holds a connection, and nothing else. */
    public static final int HEAD_MILLIS = 10_000;

    /** Longer than clients keep an idle connection (the AWS client, too), so that none writes into one that is closing. */
    public static final int IDLE_MILLIS = 300_000;

    private static final int HEAD_BYTES = 64 * 1024;
    private static final int HEADERS = 100;

    private static final int BUFFER_BYTES = 16 * 1024;
    private final XnioWorker worker;
    private final HttpOpenListener http;
    private final OptionMap sockets;
    private final ChannelListener<StreamConnection> opened;
    private final List<AcceptingChannel<? extends StreamConnection>> servers = new ArrayList<>();

    private LoopbackListener(
            XnioWorker worker,
            HttpOpenListener http,
            ConnectionLimit connections,
            ChannelListener<StreamConnection> opened) {
        this.worker = worker;
        this.http = http;
        // Connections that are accepted before the only I/O thread comes to them would make it read from none.
        this.sockets = OptionMap.builder()
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.TCP_NODELAY, true)
                .set(Options.BACKLOG, 1_000)
                .set(Options.CONNECTION_HIGH_WATER, connections.mostConnections())
                .set(Options.CONNECTION_LOW_WATER, connections.mostConnections())
                .getMap();
        this.opened = opened;
    }

    /**
     * What a server and its clients may take.
     *
     * @param name of its threads
     * @param workers how many threads the handler may dispatch to
     * @param idleMillis how long nothing may happen on a connection
     * @param connections admits each connection
     */
    public record ServerLimits(String name, int workers, int idleMillis, ConnectionLimit connections) {}

    /**
     * Listens; requests are answered when this returns.
     *
     * @param port 0 for a free one
     * @param handler is called on the only I/O thread, which it must not block
     * @throws IOException if the port is taken
     */
    public static LoopbackListener open(int port, ServerLimits limits, HttpHandler handler) throws IOException {
        OptionMap options = OptionMap.builder()
                .set(UndertowOptions.MAX_HEADER_SIZE, HEAD_BYTES)
                .set(UndertowOptions.MAX_HEADERS, HEADERS)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEAD_MILLIS)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, limits.idleMillis())
                .set(UndertowOptions.IDLE_TIMEOUT, limits.idleMillis())
                .getMap();
        HttpOpenListener http = new HttpOpenListener(new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4), options);
        http.setRootHandler(new HttpContinueReadHandler(handler));
        ChannelListener<StreamConnection> opened = connection -> {
            limits.connections().admit(connection);
            http.handleEvent(connection);
        };
        XnioWorker worker = Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_NAME, limits.name())
                        .set(Options.WORKER_IO_THREADS, 1)
                        .set(Options.WORKER_TASK_CORE_THREADS, limits.workers())
                        .set(Options.WORKER_TASK_MAX_THREADS, limits.workers())
                        .set(Options.THREAD_DAEMON, true)
                        .getMap());
        LoopbackListener listener = new LoopbackListener(worker, http, limits.connections(), opened);
        return listener.accept(() -> worker.createStreamConnectionServer(
                at(port), ChannelListeners.openListenerAdapter(opened), listener.sockets));
    }

    /**
     * Listens at a second port, for clients that encrypt.
     *
     * @param port 0 for a free one
     * @throws IOException if the port is taken; the first port is then closed, too
     */
    public LoopbackListener encrypted(int port, SSLContext certificate) throws IOException {
        return accept(() -> new UndertowXnioSsl(Xnio.getInstance(), OptionMap.EMPTY, certificate)
                .createSslConnectionServer(worker, at(port), ChannelListeners.openListenerAdapter(opened), sockets));
    }

    /** A way to open a port. */
    @FunctionalInterface
    private interface Opening {
        AcceptingChannel<? extends StreamConnection> open() throws IOException;
    }

    private LoopbackListener accept(Opening opening) throws IOException {
        try {
            AcceptingChannel<? extends StreamConnection> server = opening.open();
            servers.add(server);
            server.resumeAccepts();
            return this;
        } catch (IOException taken) {
            close();
            throw taken;
        }
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns where it listens for clients that do not encrypt. */
    public int port() {
        return port(0);
    }

    /**
     * Returns where it listens for clients that encrypt.
     *
     * @throws IndexOutOfBoundsException if it does not
     */
    public int encryptedPort() {
        return port(1);
    }

    private int port(int index) {
        return servers.get(index).getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Closes all connections, and waits a moment for requests under way. */
    @Override
    public void close() {
        if (worker.isShutdown()) {
            // To close a server again would wait for the I/O thread, which has ended.
            return;
        }
        servers.forEach(IoUtils::safeClose);
        http.closeConnections();
        worker.shutdownNow();
        try {
            var unused = worker.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
