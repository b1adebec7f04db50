package dev.crossfire.simulations.recorder;

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
import scala.Option;
import scala.runtime.BoxedUnit;
import scala.util.Success;
import scala.util.Try;

/** Gatling's runner with our statistics and our clock; it runs any simulation and calls out to nowhere. */
final class RecordingRunner extends Runner {
    private final WallClock clock;
    private final RunObserver observer;

    RecordingRunner(
            ActorSystem actors,
            EventLoopGroup eventLoops,
            WallClock clock,
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

    @Override
    public StatsEngine newStatsEngine(SimulationParams simulation, RunMessage message) {
        return new RecordingStatsEngine(observer.sink(), clock);
    }

    @Override
    public Try<BoxedUnit> start(
            SimulationParams simulation, CoreComponents components, PopulationFlows<String, Population> flows) {
        Map<String, List<OpenInjectionStep>> known = OpenModel.stepsByScenario(simulation);
        boolean go = observer.armed(
                new ArmedRun(OpenModel.populations(simulation, known.keySet()), components.controller()));
        if (!go) {
            return new Success<>(BoxedUnit.UNIT);
        }
        Arrivals arrivals = new Arrivals(clock.nowMillis());
        observer.origin(arrivals.originMillis());
        ObservedFlows observed = new ObservedFlows(known, arrivals, observer::populationStarted, observer::sentBy);
        return super.start(simulation, components, observed.wrap(flows));
    }

    /** Gatling would ask the internet for its newest version. */
    @Override
    public void displayVersionWarning() {}
}
