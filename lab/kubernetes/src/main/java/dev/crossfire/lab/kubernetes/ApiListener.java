package dev.crossfire.lab.kubernetes;

import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * The API's two ports on the loopback address, which bound what a peer can hold on to: connections, heads, time.
 *
 * <p>They are put together here from Undertow's parts, because Undertow's own server has no say in which connection is
 * closed when there are too many.
 */
final class ApiListener implements AutoCloseable {
    /** Watches take one each. */
    private static final int WORKERS = 32;

    private static final int HEAD_BYTES = 64 * 1024;
    private static final int HEADERS = 100;
    /** From the first byte of a head to its last. */
    private static final int HEAD_MILLIS = 10_000;
    /** Longer than the longest watch, in which nothing may happen. */
    private static final int IDLE_MILLIS = 360_000;

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final OptionMap SOCKETS = OptionMap.builder()
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.TCP_NODELAY, true)
            .set(Options.BACKLOG, 1_000)
            .getMap();

    private final XnioWorker worker;
    private final List<AcceptingChannel<? extends StreamConnection>> servers;
    private final HttpOpenListener http;

    private ApiListener(
            XnioWorker worker, List<AcceptingChannel<? extends StreamConnection>> servers, HttpOpenListener http) {
        this.worker = worker;
        this.servers = servers;
        this.http = http;
    }

    /**
     * Listens; requests are answered when this returns.
     *
     * @param connections is told of every connection
     * @param handler is called on the only I/O thread, which it must not block
     * @throws IOException if a port is taken
     */
    static ApiListener open(
            KubernetesApi.Ports ports, SSLContext certificate, PeerConnections connections, HttpHandler handler)
            throws IOException {
        OptionMap options = OptionMap.builder()
                .set(UndertowOptions.MAX_HEADER_SIZE, HEAD_BYTES)
                .set(UndertowOptions.MAX_HEADERS, HEADERS)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEAD_MILLIS)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .set(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
                .getMap();
        HttpOpenListener http = new HttpOpenListener(new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4), options);
        http.setRootHandler(new HttpContinueReadHandler(handler));
        ChannelListener<StreamConnection> opened = connection -> {
            if (connections.admit(connection)) {
                http.handleEvent(connection);
            }
        };
        Xnio xnio = Xnio.getInstance();
        XnioWorker worker = xnio.createWorker(OptionMap.builder()
                .set(Options.WORKER_NAME, "kubernetes")
                .set(Options.WORKER_IO_THREADS, 1)
                .set(Options.WORKER_TASK_CORE_THREADS, WORKERS)
                .set(Options.WORKER_TASK_MAX_THREADS, WORKERS)
                .set(Options.THREAD_DAEMON, true)
                .getMap());
        try {
            var plain = worker.createStreamConnectionServer(
                    at(ports.plain()), ChannelListeners.openListenerAdapter(opened), SOCKETS);
            var encrypted = new UndertowXnioSsl(xnio, OptionMap.EMPTY, certificate)
                    .createSslConnectionServer(
                            worker, at(ports.encrypted()), ChannelListeners.openListenerAdapter(opened), SOCKETS);
            plain.resumeAccepts();
            encrypted.resumeAccepts();
            return new ApiListener(worker, List.of(plain, encrypted), http);
        } catch (IOException e) {
            worker.shutdownNow();
            throw e;
        }
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
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
