package dev.crossfire.simulations.recorder;

import dev.crossfire.simulations.recorder.RunObserver.SampleSink;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.controller.Controller$Command$StatsEngineStopped$;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List;

/**
 * Crossfire's implementation of Gatling's statistics: every request that ends, however it ends, passes here.
 *
 * <p>It replaces Gatling's own writers (console, simulation.log), so a recorded run costs no more than a plain one. It
 * goes on taking requests after Gatling has stopped it: what was in flight then still ends, and is to be seen.
 */
final class RecordingStatsEngine implements StatsEngine {
    private final RunObserver observer;
    private final SampleSink sink;
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
            List<String> groups,
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
        sink.accept(new Sample(
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
    public void logRequestCrash(String scenario, List<String> groups, String requestName, String error) {
        observer.notBuilt(scenario, requestName, error);
    }

    private static @Nullable String orNull(Option<String> option) {
        return option.isEmpty() ? null : option.get();
    }
}
