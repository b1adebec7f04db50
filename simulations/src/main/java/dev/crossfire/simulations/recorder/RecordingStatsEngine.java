package dev.crossfire.simulations.recorder;

import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.controller.Controller$Command$StatsEngineStopped$;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List;

/**
 * Gatling's statistics, ours: every request that ends, however it ends, passes here.
 *
 * <p>It replaces Gatling's own writers (console, simulation.log), so a recorded run costs no more than a plain one. It
 * goes on taking requests after Gatling has stopped it: what was in flight then still ends, and is to be seen.
 */
final class RecordingStatsEngine implements StatsEngine {
    private final SampleSink sink;
    private final WallClock clock;

    RecordingStatsEngine(SampleSink sink, WallClock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public void start() {
        // The recorder is already running: Gatling may be started late or never.
    }

    @Override
    public void stop(ActorRef<Controller.Command> controller, Option<Exception> cause) {
        controller.$bang(Controller$Command$StatsEngineStopped$.MODULE$);
    }

    @Override
    public void logUserStart(String scenario) {
        // Users are counted where their arrival is known.
    }

    @Override
    public void logUserEnd(String scenario) {
        // A user leaves no trace beside its requests.
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
        // Groups are seen in their requests.
    }

    /** A request that could not even be built: its user asked and got nothing. */
    @Override
    public void logRequestCrash(String scenario, List<String> groups, String requestName, String error) {
        long now = clock.nowMicros();
        sink.accept(new Sample(scenario, groups, requestName, now, now, false, null, "not sent: " + error));
    }

    private static @Nullable String orNull(Option<String> option) {
        return option.isEmpty() ? null : option.get();
    }
}
