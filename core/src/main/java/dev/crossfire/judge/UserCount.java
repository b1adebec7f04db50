package dev.crossfire.judge;

import dev.crossfire.evidence.RequestBins;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.PhaseTally.UserTimeTally;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.judge.traffic.GoodRequestRule;
import dev.crossfire.judge.traffic.UserStatistics;
import dev.crossfire.judge.users.WaitingUsers;
import java.util.Arrays;
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

    /**
     * Tracks the users of one cohort: from when to when each was healthy.
     *
     * <p>A user is unhealthy while a request has been unanswered for longer than L, and after a bad answer until a good one.
     * Time counts from a user's first request to the last answer. Requests come in the order of their starts. Memory grows
     * with the number of users.
     */
    private static final class UserStates {
        /** Takes intervals of one user's time. */
        @FunctionalInterface
        interface StateSink {
            /** One interval, microseconds since the epoch. */
            void accept(long fromMicros, long untilMicros, boolean healthy);
        }

        private static final long NOT_SEEN = Long.MIN_VALUE;

        private final long withinMicros;
        private long[] observedUntil = new long[64];
        private boolean[] unhealthy = new boolean[64];

        /** @param withinMicros L */
        UserStates(long withinMicros) {
            this.withinMicros = withinMicros;
            Arrays.fill(observedUntil, NOT_SEEN);
        }

        /**
         * Adds a request.
         *
         * @param user from 1; 0 stands for all that are not known
         * @param good whether the answer was correct and in time
         */
        void add(int user, long startMicros, long endMicros, boolean good, StateSink to) {
            follow(user, startMicros, endMicros, to);
            unhealthy[user] = !good;
        }

        /** Adds a request that is not judged itself, only that the user waited for it; as healthy as before after it. */
        void addBlocking(int user, long startMicros, long endMicros, StateSink to) {
            follow(user, startMicros, endMicros, to);
        }

        private void follow(int user, long startMicros, long endMicros, StateSink to) {
            grow(user);
            long seen = observedUntil[user] == NOT_SEEN ? startMicros : observedUntil[user];
            boolean was = unhealthy[user];
            interval(seen, startMicros, !was, to);
            long from = Math.max(seen, startMicros);
            long patience = was ? from : Math.max(from, Math.min(endMicros, startMicros + withinMicros));
            interval(from, patience, true, to);
            interval(patience, endMicros, false, to);
            observedUntil[user] = Math.max(seen, endMicros);
        }

        private static void interval(long from, long until, boolean healthy, StateSink to) {
            if (until > from) {
                to.accept(from, until, healthy);
            }
        }

        private void grow(int user) {
            if (user >= observedUntil.length) {
                int before = observedUntil.length;
                int length = Math.max(user + 1, 2 * before);
                observedUntil = Arrays.copyOf(observedUntil, length);
                unhealthy = Arrays.copyOf(unhealthy, length);
                Arrays.fill(observedUntil, before, length, NOT_SEEN);
            }
        }
    }
}
