package dev.crossfire.simulations.recorder;

import io.gatling.core.actor.ActorSystem;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One Gatling in this process: its settings and threads, shared by the contract check and the run. */
public final class Gatling implements AutoCloseable {
    private static final long LONGEST_SHUTDOWN_MILLIS = 2000;
    /** On a busy machine threads end later than requested; what they have not reported by then is lost. */
    private static final long LONGEST_WAIT_MILLIS = 5000;

    private final WallClock clock;
    private final GatlingConfiguration configuration;
    private final EventLoopGroup eventLoops;
    private volatile @Nullable ActorSystem actors;

    /** Loads Gatling's configuration, from system properties first. */
    public Gatling(WallClock clock) {
        this.clock = clock;
        configuration = GatlingConfiguration.load();
        eventLoops = Transports.newEventLoopGroup(
                configuration.netty().useNativeTransport(),
                configuration.netty().useIoUring(),
                0,
                "gatling");
    }

    /**
     * Keeps Gatling silent and at home; to be called before anything of Gatling is loaded.
     *
     * <p>Its writers are replaced anyway; analytics and the warm-up request would go to gatling.io.
     */
    public static void keepToItself() {
        System.setProperty("gatling.data.enableAnalytics", "false");
        System.setProperty("gatling.http.warmUpUrl", "");
    }

    /** Runs a simulation to the end of its load; throws what Gatling throws when it cannot be built or crashes. */
    public CompletedRun run(String simulationClass, RunObserver observer) {
        closeActors();
        ActorSystem fresh = new ActorSystem();
        actors = fresh;
        return new RecordingRunner(fresh, eventLoops, clock, simulationClass, configuration, observer)
                .runToTheEndOfLoad();
    }

    /**
     * Ends all connections; requests in flight end now, as failed.
     *
     * <p>The connections go first: closing the actors closes Gatling's HTTP client, and from then on it silently drops
     * what it would otherwise report.
     */
    @Override
    public void close() {
        eventLoops
                .shutdownGracefully(0, LONGEST_SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        closeActorsInTime();
    }

    /**
     * Gatling's HTTP client waits without bound until every connection is closed. One that was being opened as its
     * thread ended never is: users who send without a pause have such a one in about one run of six.
     */
    private void closeActorsInTime() {
        Thread closing = new Thread(this::closeActors, "close-actors");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(LONGEST_SHUTDOWN_MILLIS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeActors() {
        ActorSystem old = actors;
        if (old != null) {
            old.close();
            actors = null;
        }
    }
}
