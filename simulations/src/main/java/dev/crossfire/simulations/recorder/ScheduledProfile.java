package dev.crossfire.simulations.recorder;

import io.gatling.commons.util.Clock;
import io.gatling.core.controller.inject.InjectionProfile;
import io.gatling.core.controller.inject.Workload;
import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.stats.StatsEngine;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import scala.Option;

/** A simulation's own injection profile, which also reports when it begins and, if it can, whom it schedules when. */
final class ScheduledProfile implements InjectionProfile {
    private final InjectionProfile own;
    private final List<OpenInjectionStep> steps;
    private final Arrivals arrivals;
    private final LongConsumer onStart;

    /**
     * Wraps a profile.
     *
     * @param steps of the open model; empty when the schedule is not to be noted
     * @param onStart takes the moment from which offsets count, in milliseconds since the epoch
     */
    ScheduledProfile(InjectionProfile own, List<OpenInjectionStep> steps, Arrivals arrivals, LongConsumer onStart) {
        this.own = own;
        this.steps = steps;
        this.arrivals = arrivals;
        this.onStart = onStart;
    }

    @Override
    public Option<Object> totalUserCount() {
        return own.totalUserCount();
    }

    @Override
    public Workload workload(
            Scenario scenario,
            AtomicLong userIds,
            long startMillis,
            EventLoopGroup eventLoops,
            StatsEngine statsEngine,
            Clock clock) {
        onStart.accept(startMillis);
        return steps.isEmpty()
                ? own.workload(scenario, userIds, startMillis, eventLoops, statsEngine, clock)
                : ScheduledWorkload.of(
                        steps,
                        new ScheduledWorkload.Context(scenario, userIds, startMillis, eventLoops, statsEngine, clock),
                        arrivals);
    }
}
