package dev.crossfire.judge;

import dev.crossfire.evidence.RequestBins;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.judge.traffic.GoodRequestRule;
import dev.crossfire.judge.traffic.UserStatistics;
import dev.crossfire.judge.users.UserStates;
import dev.crossfire.judge.users.WaitingUsers;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts one cohort by its users: how long they were unhealthy, and what they would have met while they waited. */
final class UserCount {
    private final WaitingUsers waiting;
    private final GoodRequestRule rule;
    private final Timeline timeline;
    private final List<UserTimeTally> phases;
    private final @Nullable RequestBins overTime;
    private final InStartOrder ordered;

    /** @param overTime takes what was not sent and would have been bad; null when it is not needed */
    UserCount(
            UserStatistics.UserPace users,
            GoodRequestRule rule,
            Timeline timeline,
            long lateness,
            List<PhaseTally> phases,
            @Nullable RequestBins overTime) {
        waiting = users.waiting(rule);
        this.rule = rule;
        this.timeline = timeline;
        this.phases = phases.stream()
                .flatMap(phase -> Stream.ofNullable(phase.userTime()))
                .toList();
        this.overTime = overTime;
        UserStates states = new UserStates(rule.withinMicros());
        ordered = new InStartOrder(lateness, request -> follow(request, states));
    }

    private void follow(RequestRecord request, UserStates states) {
        long start = request.intendedMicros();
        long end = timeline.endOf(request);
        if (request.isBlocking()) {
            states.addBlocking(request.user(), start, end, this::countTime);
        } else {
            states.add(request.user(), start, end, rule.good(request), this::countTime);
        }
    }

    void add(RequestRecord request) {
        long start = request.intendedMicros();
        long end = timeline.endOf(request);
        if (!request.isBlocking()) {
            countWait(start, end - start, false);
        }
        waiting.waits(request.user(), start, end, (at, wait) -> {
            boolean bad = (!request.ok() && !request.isBlocking()) || wait > rule.withinMicros();
            countWait(at, wait, bad);
            if (bad && overTime != null && at < timeline.end()) {
                overTime.add(at - timeline.zero(), false);
            }
        });
        ordered.add(request);
    }

    void finish() {
        ordered.finish();
    }

    private void countTime(long from, long until, boolean healthy) {
        for (UserTimeTally phase : phases) {
            phase.addTime(from, until, healthy);
        }
    }

    private void countWait(long at, long wait, boolean missed) {
        for (UserTimeTally phase : phases) {
            phase.addWait(at, wait, missed);
        }
    }

    /**
     * Puts whole requests, which are recorded as they end, in the order of their intended starts.
     *
     * <p>Memory: the requests of the longest response time.
     */
    private static final class InStartOrder {
        private final long lateness;
        private final Consumer<RequestRecord> sink;
        private final Queue<RequestRecord> waiting = new PriorityQueue<>(
                Comparator.comparingLong(RequestRecord::intendedMicros).thenComparingLong(RequestRecord::endMicros));
        private long latest = Long.MIN_VALUE;

        /** @param lateness the most by which a request's intended start lies before the latest end recorded until then */
        InStartOrder(long lateness, Consumer<RequestRecord> sink) {
            this.lateness = lateness;
            this.sink = sink;
        }

        void add(RequestRecord request) {
            waiting.add(request);
            latest = Math.max(latest, request.endMicros());
            for (RequestRecord first = waiting.peek();
                    first != null && first.intendedMicros() < latest - lateness;
                    first = waiting.peek()) {
                sink.accept(waiting.remove());
            }
        }

        /** Hands on all that is left; no more may be added. */
        void finish() {
            while (!waiting.isEmpty()) {
                sink.accept(waiting.remove());
            }
        }
    }
}
