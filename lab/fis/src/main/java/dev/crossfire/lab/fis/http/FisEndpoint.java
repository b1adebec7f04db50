package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.ApiFailures;
import dev.crossfire.lab.fis.ExperimentClock;
import dev.crossfire.lab.fis.FisCredentials;
import dev.crossfire.lab.fis.ResourceInventory;
import dev.crossfire.lab.fis.engine.Engine;
import dev.crossfire.lab.http.ConnectionLimit;
import dev.crossfire.lab.http.LoopbackListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The running endpoint: point a FIS client at its {@link #uri()} with its {@link #credentials()}. */
public final class FisEndpoint implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FisEndpoint.class.getName());
    private static final int WORKERS = 8;
    private static final int READY_EFFECTS = 4;
    /** A client that wants to work keeps a few connections; what is beyond that stalls. */
    private static final int MOST_CONNECTIONS = 64;

    private static final int STOP_MILLIS = 2_000;

    private final ThreadPoolExecutor effects;
    private final Engine engine;
    private final LoopbackListener server;
    private final FisCredentials credentials;
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
        this.credentials = settings.credentials();
        ConnectionLimit limit = new ConnectionLimit(MOST_CONNECTIONS);
        FisAccessCheck accessCheck = new FisAccessCheck(settings.account().region(), credentials, clock::now);
        this.server = start(
                settings.port(),
                limit,
                new FisHandler(
                        engine, inventory, accessCheck, limit, settings.limits().bodyBytes(), failures));
        this.uri = URI.create("http://127.0.0.1:" + server.port());
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

    private LoopbackListener start(int port, ConnectionLimit limit, FisHandler handler) {
        try {
            return LoopbackListener.open(
                    port,
                    new LoopbackListener.ServerLimits("fis", WORKERS, LoopbackListener.IDLE_MILLIS, limit),
                    handler);
        } catch (IOException e) {
            effects.shutdownNow();
            throw new UncheckedIOException("the FIS endpoint cannot listen on port " + port, e);
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

    /** Returns the credentials that clients must sign with; only who may break the resources should get them. */
    public FisCredentials credentials() {
        return credentials;
    }

    /** Takes no more requests, stops every experiment, and waits at most two seconds for their effects to be undone. */
    @Override
    public void close() {
        server.close();
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
