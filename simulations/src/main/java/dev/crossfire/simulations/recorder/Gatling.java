package dev.crossfire.simulations.recorder;

import io.gatling.core.actor.ActorSystem;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;

/** One Gatling in this process: its settings and threads, shared by the contract check and the run. */
public final class Gatling implements AutoCloseable {
    private static final long LONGEST_SHUTDOWN_MILLIS = 2000;

    private final WallClock clock;
    private final GatlingConfiguration configuration;
    private final EventLoopGroup eventLoops;

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

    /** Runs a simulation to its end; throws what Gatling throws when it cannot be built or crashes. */
    public void run(String simulationClass, RunObserver observer) {
        try (ActorSystem actors = new ActorSystem()) {
            new RecordingRunner(actors, eventLoops, clock, simulationClass, configuration, observer).run();
        }
    }

    /** Ends all connections; requests in flight end now, as failed. */
    @Override
    public void close() {
        eventLoops
                .shutdownGracefully(0, LONGEST_SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LONGEST_SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
    }
}
