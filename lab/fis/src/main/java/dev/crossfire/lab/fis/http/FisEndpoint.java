package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.ApiFailures;
import dev.crossfire.lab.fis.ExperimentClock;
import dev.crossfire.lab.fis.ResourceInventory;
import dev.crossfire.lab.fis.engine.Engine;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.BlockingHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The running endpoint: point a FIS client at its {@link #uri()} with any credentials. */
public final class FisEndpoint implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FisEndpoint.class.getName());
    private static final int WORKERS = 8;
    private static final int READY_EFFECTS = 4;
    private static final int REQUEST_MILLIS = 10_000;
    /** Longer than the AWS client keeps a connection, so that it never writes into one that is closing. */
    private static final int IDLE_MILLIS = 300_000;

    private static final int STOP_MILLIS = 2_000;

    private final ThreadPoolExecutor effects;
    private final Engine engine;
    private final Undertow server;
    private final URI uri;

    private FisEndpoint(
            FisSettings settings, ResourceInventory inventory, ExperimentClock clock, ApiFailures failures) {
        this.effects = effects(settings);
        this.engine = new Engine(
                settings.account(),
                settings.catalogue(),
                settings.limits(),
                inventory,
                settings.alarms(),
                clock,
                settings.random(),
                effects);
        this.server = Undertow.builder()
                .addHttpListener(settings.port(), "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(WORKERS)
                .setServerOption(
                        UndertowOptions.MAX_ENTITY_SIZE, settings.limits().bodyBytes() * 2L)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_MILLIS)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
                .setHandler(new BlockingHandler(
                        new FisHandler(engine, inventory, settings.limits().bodyBytes(), failures)))
                .build();
        start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        this.uri = URI.create("http://127.0.0.1:" + address.getPort());
    }

    /**
     * Opens an endpoint on the loopback interface; it answers when this returns.
     *
     * @throws RuntimeException if the port is taken
     */
    public static FisEndpoint open(FisSettings settings, ResourceInventory inventory, ExperimentClock clock) {
        return open(settings, inventory, clock, new ApiFailures());
    }

    /**
     * Opens an endpoint that fails as a test wants it to.
     *
     * @throws RuntimeException if the port is taken
     */
    public static FisEndpoint open(
            FisSettings settings, ResourceInventory inventory, ExperimentClock clock, ApiFailures failures) {
        return new FisEndpoint(settings, inventory, clock, failures);
    }

    private void start() {
        try {
            server.start();
        } catch (RuntimeException e) {
            effects.shutdownNow();
            throw e;
        }
    }

    /** Threads wait ready, so that an action does not begin with making one; none waits for another's effect. */
    private static ThreadPoolExecutor effects(FisSettings settings) {
        AtomicInteger count = new AtomicInteger();
        // Each action has at most its start and its undoing under way, each experiment its beginning.
        int most =
                settings.limits().runningExperiments() * (2 * settings.limits().actionsPerTemplate() + 1);
        ThreadPoolExecutor effects = new ThreadPoolExecutor(
                READY_EFFECTS, Math.max(READY_EFFECTS, most), 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "fis-effect-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        effects.prestartAllCoreThreads();
        return effects;
    }

    /** Returns what it serves, for tests that look behind the wire. */
    public Engine engine() {
        return engine;
    }

    /** Returns the address that clients are pointed at. */
    public URI uri() {
        return uri;
    }

    /** Takes no more requests, stops every experiment, and waits at most two seconds for their effects to be undone. */
    @Override
    public void close() {
        server.stop();
        try {
            engine.experiments().stopAll().get(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "experiments were still stopping when their endpoint closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            effects.shutdownNow();
        }
    }
}
