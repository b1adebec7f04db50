package dev.crossfire.lab.fis.http;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
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
    private static final int HEAD_BYTES = 64 * 1024;
    private static final int HEADERS = 100;
    /** From the first byte of a head to its last. */
    private static final int HEAD_MILLIS = 10_000;
    /** Longer than the AWS client keeps a connection, so that it never writes into one that is closing. */
    private static final int IDLE_MILLIS = 300_000;

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int BACKLOG = 1_000;

    private final XnioWorker worker;
    private final AcceptingChannel<StreamConnection> server;
    private final HttpOpenListener http;

    private LoopbackListener(XnioWorker worker, AcceptingChannel<StreamConnection> server, HttpOpenListener http) {
        this.worker = worker;
        this.server = server;
        this.http = http;
    }

    /**
     * Listens; requests are answered when this returns.
     *
     * @param name of its threads
     * @param port 0 for a free one
     * @param workers how many threads the handler may dispatch to
     * @param limit is told of every connection
     * @param handler is called on the only I/O thread, which it must not block
     * @throws IOException if the port is taken
     */
    public static LoopbackListener open(String name, int port, int workers, ConnectionLimit limit, HttpHandler handler)
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
        XnioWorker worker = Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_NAME, name)
                        .set(Options.WORKER_IO_THREADS, 1)
                        .set(Options.WORKER_TASK_CORE_THREADS, workers)
                        .set(Options.WORKER_TASK_MAX_THREADS, workers)
                        .set(Options.THREAD_DAEMON, true)
                        .getMap());
        ChannelListener<StreamConnection> opened = connection -> {
            if (limit.admit(connection)) {
                http.handleEvent(connection);
            }
        };
        try {
            AcceptingChannel<StreamConnection> server = worker.createStreamConnectionServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    ChannelListeners.openListenerAdapter(opened),
                    OptionMap.builder()
                            .set(Options.REUSE_ADDRESSES, true)
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.BACKLOG, BACKLOG)
                            .getMap());
            server.resumeAccepts();
            return new LoopbackListener(worker, server, http);
        } catch (IOException e) {
            worker.shutdownNow();
            throw e;
        }
    }

    /** Returns where it listens. */
    public int port() {
        return server.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Closes all connections, and waits a moment for requests under way. */
    @Override
    public void close() {
        if (worker.isShutdown()) {
            // To close the server again would wait for the I/O thread, which has ended.
            return;
        }
        IoUtils.safeClose(server);
        http.closeConnections();
        worker.shutdownNow();
        try {
            var unused = worker.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
