package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.model.load.Population.ScenarioInjection;
import io.gatling.app.SimulationClass;
import io.gatling.core.Predef$;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.config.GatlingConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** One Gatling in this process: its settings and threads, shared by the contract check and the run. */
public final class Gatling implements AutoCloseable {
    private static final long LONGEST_SHUTDOWN_MILLIS = 2000;

    private final GeneratorClock clock;
    private final GatlingConfiguration configuration;
    private final EventLoops eventLoops;
    private volatile @Nullable ActorSystem actors;

    /** Loads Gatling's configuration, from system properties first. */
    public Gatling(GeneratorClock clock) {
        this.clock = clock;
        configuration = GatlingConfiguration.load();
        eventLoops = new EventLoops(configuration.netty());
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
        eventLoops.end();
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

    /**
     * Builds a simulation to describe it, and reads its profiles; runs neither its {@code before()} nor a request. Throws whatever its own code throws, checked exceptions included.
     *
     * @return empty when the class is nothing that Gatling can run
     */
    public static Optional<List<ScenarioInjection>> injections(Class<?> simulation) {
        Option<SimulationClass> runnable = SimulationClass.fromClass(simulation);
        if (runnable.isEmpty()) {
            return Optional.empty();
        }
        // Gatling's own runner does this before it builds anything: the Scala DSL reads it.
        Predef$.MODULE$._configuration_$eq(GatlingConfiguration.load());
        return Optional.of(OpenModel.injections(runnable.get().params()));
    }

    /**
     * A run whose load has ended.
     *
     * @param after the simulation's own {@code after()} hook, which has not run yet; null when it has none
     * @param assertions the results of its own assertions; to be read when every request has been recorded
     */
    public record CompletedRun(@Nullable Runnable after, Supplier<List<AssertionResult>> assertions) {}
}
