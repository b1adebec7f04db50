package dev.crossfire.simulations.recorder;

import dev.crossfire.simulations.recorder.Gatling.CompletedRun;
import dev.crossfire.simulations.recorder.RunObserver.ArmedRun;
import io.gatling.app.Runner;
import io.gatling.core.CoreComponents;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.cli.GatlingArgs;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.controller.inject.PopulationFlows;
import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.scenario.Population;
import io.gatling.core.scenario.SimulationParams;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.stats.writer.RunMessage;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** Gatling's runner with Crossfire's statistics and clock; it runs any simulation and connects to no other server. */
final class RecordingRunner extends Runner {
    private final GeneratorClock clock;
    private final RunObserver observer;
    private @Nullable RecordingStatsEngine stats;
    private @Nullable CompletedRun completed;

    /** Leaves {@link #run} before the simulation's {@code after()}, which must not delay complete evidence. */
    private static final class LoadEndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LoadEndedException() {
            super("the load has ended", null, false, false);
        }
    }

    RecordingRunner(
            ActorSystem actors,
            EventLoopGroup eventLoops,
            GeneratorClock clock,
            String simulationClass,
            GatlingConfiguration configuration,
            RunObserver observer) {
        super(actors, eventLoops, clock, args(simulationClass), configuration);
        this.clock = clock;
        this.observer = observer;
    }

    private static GatlingArgs args(String simulationClass) {
        Option<Path> noResults = Option.empty();
        Option<String> none = Option.empty();
        return new GatlingArgs(Option.apply(simulationClass), none, true, none, noResults, none, none);
    }

    /** Runs the simulation but for its {@code after()} hook; throws what Gatling throws when it crashes. */
    CompletedRun runToTheEndOfLoad() {
        try {
            run();
        } catch (LoadEndedException ended) {
            return Objects.requireNonNull(completed, "it is set before the exception is thrown");
        }
        throw new IllegalStateException("this Gatling ended without reporting the end of the load");
    }

    @Override
    public StatsEngine newStatsEngine(SimulationParams simulation, RunMessage message) {
        boolean none = simulation.assertions().isEmpty();
        AssertionStats counts = none ? null : new AssertionStats();
        OwnAssertions assertions =
                new OwnAssertions(simulation.assertions(), counts == null ? new AssertionStats() : counts);
        if (counts != null) {
            observer.assertions(assertions.texts(), counts::request);
        }
        RecordingStatsEngine engine = new RecordingStatsEngine(observer, clock, counts);
        Runnable after = simulation.after().isEmpty()
                ? null
                : () -> simulation.after().get().apply();
        completed = new CompletedRun(after, assertions::results);
        stats = engine;
        return engine;
    }

    @Override
    public Try<BoxedUnit> start(
            SimulationParams simulation, CoreComponents components, PopulationFlows<String, Population> flows) {
        Map<String, List<OpenInjectionStep>> known = OpenModel.stepsByScenario(simulation);
        boolean go = observer.armed(
                new ArmedRun(OpenModel.populations(simulation, known.keySet()), components.controller()));
        if (go) {
            ScheduledArrivals arrivals = new ScheduledArrivals(clock.nowMillis());
            observer.origin(arrivals.originMillis());
            ObservedFlows observed = new ObservedFlows(
                    known, arrivals, observer::populationStarted, observer::sentBy, observer::users, clock);
            Try<BoxedUnit> ended = super.start(simulation, components, observed.wrap(flows));
            observer.loadEnded(stats == null ? 0 : stats.activeUsers());
            if (ended.isFailure()) {
                return ended;
            }
        }
        throw new LoadEndedException();
    }

    /** Gatling would query the internet for its newest version. */
    @Override
    public void displayVersionWarning() {}
}
