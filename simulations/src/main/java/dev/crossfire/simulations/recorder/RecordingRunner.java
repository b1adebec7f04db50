package dev.crossfire.simulations.recorder;

import dev.crossfire.simulations.recorder.Gatling.CompletedRun;
import dev.crossfire.simulations.recorder.RunObserver.ArmedRun;
import dev.crossfire.simulations.recorder.RunObserver.EndedRequestSink;
import dev.crossfire.simulations.recorder.ScheduledProfile.ScheduledArrivals;
import io.gatling.app.Runner;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.CoreComponents;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.cli.GatlingArgs;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.controller.Controller;
import io.gatling.core.controller.Controller$Command$StatsEngineStopped$;
import io.gatling.core.controller.inject.PopulationFlows;
import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.scenario.Population;
import io.gatling.core.scenario.SimulationParams;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.stats.writer.RunMessage;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
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

    /**
     * Crossfire's implementation of Gatling's statistics: every request that ends, however it ends, passes here.
     *
     * <p>It replaces Gatling's own writers (console, simulation.log), so a recorded run costs no more than a plain one. It
     * goes on taking requests after Gatling has stopped it: what was in flight then still ends, and is to be seen.
     */
    private static final class RecordingStatsEngine implements StatsEngine {
        private final RunObserver observer;
        private final EndedRequestSink sink;
        private final GeneratorClock clock;
        private final @Nullable AssertionStats assertions;
        private final LongAdder usersStarted = new LongAdder();
        private final LongAdder usersEnded = new LongAdder();

        /** @param assertions counts for the simulation's own assertions; null when it has none */
        RecordingStatsEngine(RunObserver observer, GeneratorClock clock, @Nullable AssertionStats assertions) {
            this.observer = observer;
            this.sink = observer.sink();
            this.clock = clock;
            this.assertions = assertions;
        }

        /** Users that have come and not yet left. */
        long activeUsers() {
            return Math.max(0, usersStarted.sum() - usersEnded.sum());
        }

        @Override
        public void start() {
            // The recorder is already running: Gatling may be started late or never.
        }

        @Override
        public void stop(ActorRef<Controller.Command> controller, Option<Exception> cause) {
            if (assertions != null) {
                assertions.stop(clock.nowMillis());
            }
            controller.$bang(Controller$Command$StatsEngineStopped$.MODULE$);
        }

        @Override
        public void logUserStart(String scenario) {
            usersStarted.increment();
            user();
        }

        @Override
        public void logUserEnd(String scenario) {
            usersEnded.increment();
            user();
        }

        private void user() {
            if (assertions != null) {
                assertions.user(clock.nowMillis());
            }
        }

        @Override
        public void logResponse(
                String scenario,
                scala.collection.immutable.List<String> groups,
                String requestName,
                long startMillis,
                long endMillis,
                Status status,
                Option<String> responseCode,
                Option<String> message) {
            // Web sockets and event streams announce themselves with an end that is none.
            if (endMillis < 0) {
                return;
            }
            boolean ok = status == OK$.MODULE$;
            sink.accept(new EndedRequest(
                    scenario,
                    groups,
                    requestName,
                    clock.startMicros(startMillis),
                    clock.endMicros(endMillis),
                    ok,
                    orNull(responseCode),
                    ok ? null : message.getOrElse(() -> "no reason given")));
        }

        @Override
        public void logGroupEnd(String scenario, GroupBlock groupBlock, long exitMillis) {
            if (assertions != null) {
                assertions.group(groupBlock, exitMillis);
            }
        }

        @Override
        public void logRequestCrash(
                String scenario, scala.collection.immutable.List<String> groups, String requestName, String error) {
            observer.notBuilt(scenario, requestName, error);
        }

        private static @Nullable String orNull(Option<String> option) {
            return option.isEmpty() ? null : option.get();
        }
    }
}
