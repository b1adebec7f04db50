package dev.crossfire.judge.traffic;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.users.LateAnswers;
import dev.crossfire.judge.users.WaitingUsers;
import dev.crossfire.model.load.Population.ArrivalModel;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of one cohort's users, by which they are counted: how long a user takes from one request to the next, and
 * which answers came late.
 */
public final class UserStatistics {
    /** An open cohort of which fewer than one request in so many has a known start consists of users who stay. */
    private static final long FEW_KNOWN = 5;

    private static final double NEARLY_ALL = 95;

    private final CycleTime cycle = new CycleTime();
    private final LateAnswers late;
    private final Histogram answers = new Histogram(2);
    private long requests;
    private long startsKnown;
    private boolean userless;

    public UserStatistics(long stableForMicros) {
        late = new LateAnswers(stableForMicros);
    }

    /**
     * How a cohort's users are counted.
     *
     * @param known whether every request names its user
     * @param cycleMicros how long a user takes from one request to the next before the first fault
     * @param answerMicros how long nearly every good answer takes then
     */
    public record UserPace(boolean known, long cycleMicros, long answerMicros, LateAnswers.Releases releases) {
        /** What they are observed by while they wait. */
        public WaitingUsers waiting(GoodRequestRule rule) {
            return new WaitingUsers(cycleMicros, rule.withinMicros(), answerMicros, releases);
        }
    }

    /** Adds a request for which users waited who were to send one of their cohort's: it may have been held back. */
    public void addBlocking(RequestRecord request) {
        userless |= request.user() == 0;
        if (request.ok()) {
            late.add(request.intendedMicros(), request.endMicros());
        }
    }

    /**
     * Adds a request of the cohort's own.
     *
     * @param beforeFaults whether the request started before any fault took effect
     */
    public void add(RequestRecord request, long within, boolean beforeFaults) {
        requests++;
        startsKnown += request.intendedKnown() ? 1 : 0;
        userless |= request.user() == 0;
        if (beforeFaults) {
            cycle.add(request.user(), request.intendedMicros());
            if (request.ok() && request.latencyMicros() <= within) {
                answers.recordValue(Math.max(0, request.latencyMicros()));
            }
        }
        if (request.ok() && request.latencyMicros() > within) {
            late.add(request.intendedMicros(), request.endMicros());
        }
    }

    /**
     * How to count the users; null when their requests are to be counted, as their arrivals do not wait for answers.
     *
     * @param model null when it is unknown
     * @param planned whether the scenario declares the cohort's arrivals
     * @param partial whether the cohort consists of some of its users' requests only
     * @param baselineMicros how long the time before the first fault lasts
     */
    @Nullable
    public UserPace users(@Nullable ArrivalModel model, boolean planned, boolean partial, long baselineMicros) {
        boolean waits = model == null
                ? !planned && startsKnown == 0
                : model != ArrivalModel.OPEN || ((startsKnown > 0 || partial) && startsKnown * FEW_KNOWN < requests);
        return waits
                ? new UserPace(
                        !userless,
                        cycle.micros(baselineMicros),
                        answers.getValueAtPercentile(NEARLY_ALL),
                        late.releases())
                : null;
    }

    /**
     * How long a user normally takes from the start of one request to the start of the next: the mean over all users.
     *
     * <p>The order in which requests are added does not matter. Memory grows with the number of users, not of requests.
     */
    private static final class CycleTime {
        /** Users are not sampled more often than this, microseconds. */
        private static final long SHORTEST_CYCLE = 1_000;

        private long[] first = new long[64];
        private long[] last = new long[64];
        private long cycles;

        CycleTime() {
            Arrays.fill(first, Long.MAX_VALUE);
        }

        /**
         * Adds a request.
         *
         * @param user from 1
         * @param startMicros microseconds since the epoch
         */
        void add(int user, long startMicros) {
            grow(user);
            if (first[user] == Long.MAX_VALUE) {
                first[user] = startMicros;
                last[user] = startMicros;
                return;
            }
            first[user] = Math.min(first[user], startMicros);
            last[user] = Math.max(last[user], startMicros);
            cycles++;
        }

        /**
         * The mean cycle, microseconds.
         *
         * @param otherwise the answer when no user has sent two requests
         */
        long micros(long otherwise) {
            if (cycles == 0) {
                return Math.max(SHORTEST_CYCLE, otherwise);
            }
            double sum = 0;
            for (int user = 0; user < first.length; user++) {
                sum += first[user] == Long.MAX_VALUE ? 0 : last[user] - first[user];
            }
            return Math.max(SHORTEST_CYCLE, Math.round(sum / cycles));
        }

        private void grow(int user) {
            if (user >= first.length) {
                int length = Math.max(user + 1, 2 * first.length);
                int before = first.length;
                first = Arrays.copyOf(first, length);
                last = Arrays.copyOf(last, length);
                Arrays.fill(first, before, length, Long.MAX_VALUE);
            }
        }
    }
}
