package dev.crossfire.simulations.recorder;

import io.gatling.commons.util.Clock;
import io.gatling.core.controller.inject.InjectionProfile;
import io.gatling.core.controller.inject.Workload;
import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.controller.inject.open.OpenWorkload;
import io.gatling.core.controller.inject.open.UserStream;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.stats.StatsEngine;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;

/** A simulation's own injection profile, which also reports when it begins and, if it can, whom it schedules when. */
final class ScheduledProfile implements InjectionProfile {
    private final InjectionProfile own;
    private final List<OpenInjectionStep> steps;
    private final ScheduledArrivals arrivals;
    private final LongConsumer onStart;

    /**
     * Wraps a profile.
     *
     * @param steps of the open model; empty when the schedule is not to be noted
     * @param onStart takes the moment from which offsets count, in milliseconds since the epoch
     */
    ScheduledProfile(
            InjectionProfile own, List<OpenInjectionStep> steps, ScheduledArrivals arrivals, LongConsumer onStart) {
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

    /**
     * Gatling's own open workload, which also notes when each user it schedules is to arrive.
     *
     * <p>Only Gatling's injector calls it, one call at a time.
     */
    private static final class ScheduledWorkload extends OpenWorkload {
        /** What Gatling needs to know of the run when it builds a workload. */
        record Context(
                Scenario scenario,
                AtomicLong userIds,
                long startMillis,
                EventLoopGroup eventLoops,
                StatsEngine statsEngine,
                Clock clock) {}

        /** The offsets that Gatling has read of the schedule and not yet turned into users: one or two. */
        private final Queue<FiniteDuration> read;

        private final Context context;
        private final ScheduledArrivals arrivals;

        static ScheduledWorkload of(List<OpenInjectionStep> steps, Context context, ScheduledArrivals arrivals) {
            return new ScheduledWorkload(steps, context, arrivals, new ArrayDeque<>());
        }

        private ScheduledWorkload(
                List<OpenInjectionStep> steps,
                Context context,
                ScheduledArrivals arrivals,
                Queue<FiniteDuration> read) {
            super(
                    new UserStream(noting(offsets(steps), read)),
                    length(steps),
                    steps.stream().allMatch(step -> step.users() == 0),
                    context.scenario(),
                    context.userIds(),
                    context.startMillis(),
                    context.eventLoops(),
                    context.statsEngine(),
                    context.clock());
            this.context = context;
            this.arrivals = arrivals;
            this.read = read;
        }

        @Override
        public void injectUser(FiniteDuration delay) {
            // Gatling reads ahead by one and puts it back, but always schedules in the order in which it read.
            FiniteDuration offset = read.remove();
            arrivals.schedule(context.userIds().get() + 1, context.startMillis() + offset.toMillis());
            super.injectUser(delay);
        }

        private static scala.collection.Iterator<FiniteDuration> offsets(List<OpenInjectionStep> steps) {
            scala.collection.Iterator<FiniteDuration> offsets = scala.collection.Iterator.empty();
            for (int i = steps.size() - 1; i >= 0; i--) {
                offsets = steps.get(i).chain(offsets);
            }
            return offsets;
        }

        private static scala.collection.Iterator<FiniteDuration> noting(
                scala.collection.Iterator<FiniteDuration> offsets, Queue<FiniteDuration> read) {
            return CollectionConverters.asScala(new Iterator<FiniteDuration>() {
                @Override
                public boolean hasNext() {
                    return offsets.hasNext();
                }

                @Override
                public FiniteDuration next() {
                    FiniteDuration offset = offsets.next();
                    read.add(offset);
                    return offset;
                }
            });
        }

        private static FiniteDuration length(List<OpenInjectionStep> steps) {
            long nanos =
                    steps.stream().mapToLong(step -> step.duration().toNanos()).sum();
            return FiniteDuration.apply(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * When the users that are scheduled but not yet started are to arrive.
     *
     * <p>Gatling numbers a user when it schedules it, at most two seconds ahead, and reports only the number when it starts
     * it. A ring of fixed size bridges the two. A user that starts after 262,144 others were scheduled behind it has lost
     * its entry and counts as not known; such a run is void anyway.
     */
    static final class ScheduledArrivals {
        static final long UNKNOWN = -1;

        private static final int SIZE = 1 << 18;
        private static final long LOW = 0xFFFF_FFFFL;

        private final long originMillis;
        private final AtomicLongArray ring = new AtomicLongArray(SIZE);

        /** A schedule in which no arrival lies before the origin, in milliseconds since the epoch. */
        ScheduledArrivals(long originMillis) {
            this.originMillis = originMillis;
        }

        long originMillis() {
            return originMillis;
        }

        /** Notes when a user is to arrive, in milliseconds since the epoch. */
        void schedule(long user, long arrivalMillis) {
            ring.set(slot(user), (arrivalMillis - originMillis) << 32 | (user & LOW));
        }

        /** When a user was to arrive, in milliseconds after the origin, or {@link #UNKNOWN}. */
        long of(long user) {
            long entry = ring.get(slot(user));
            return (entry & LOW) == (user & LOW) ? entry >>> 32 : UNKNOWN;
        }

        private static int slot(long user) {
            return (int) (user & (SIZE - 1));
        }
    }
}
