package dev.crossfire.judge.users;

/**
 * Turns the requests of users who wait for their answers into observations at an even rate.
 *
 * <p>A user normally starts a request once a cycle. One who waits longer starts none, so what a request started then
 * would have met is observed once a cycle from the wait: bad as long as it would have been answered wrongly, not at all,
 * or later than L (HdrHistogram corrects latencies the same way, by an expected interval). So ten users of a hundred who
 * wait weigh a tenth, however many requests the others send.
 *
 * <p>Safe for one thread.
 */
public final class WaitingUsers {
    /** Users begin their samples at different shares of a cycle: multiples of this never bunch (the golden ratio). */
    private static final double SPREAD = 0.618_033_988_749_895;

    private final long cycleMicros;
    private final long withinMicros;
    private final long answerMicros;
    private final LateAnswers.Releases releases;

    /**
     * Prepares the observations of one cohort.
     *
     * @param cycleMicros how long a user normally takes from one request to the next, above 0
     * @param withinMicros L
     * @param answerMicros the longest that an answer normally takes
     */
    public WaitingUsers(long cycleMicros, long withinMicros, long answerMicros, LateAnswers.Releases releases) {
        this.cycleMicros = cycleMicros;
        this.withinMicros = withinMicros;
        this.answerMicros = answerMicros;
        this.releases = releases;
    }

    /** What an observation rests on. */
    public enum Basis {
        /** A request that was sent at that moment. */
        SENT,
        /** The system held a request back at that moment, or let it go. */
        HELD,
        /** A user waited at that moment; what the system would have done with another request is not known. */
        WAITED
    }

    /** Takes observations; not in the order of time. */
    @FunctionalInterface
    public interface ObservationSink {
        /** One observation, microseconds since the epoch. */
        void accept(Basis kind, long micros, boolean good);
    }

    /**
     * Observes one request.
     *
     * @param user from 1; 0 when it is not known
     * @param fromMicros the user is observed from this moment on: later than the start for a request that was in flight
     *     when a fault took effect
     * @param correct whether the answer was correct, in time or not
     */
    public void observe(
            int user, long startMicros, long fromMicros, long endMicros, boolean correct, ObservationSink to) {
        boolean late = endMicros - startMicros > withinMicros;
        if (fromMicros <= startMicros) {
            to.accept(Basis.SENT, startMicros, correct && !late);
        }
        long first = correct && late ? releases.firstAnswer(endMicros) : LateAnswers.NEVER;
        if (first != LateAnswers.NEVER) {
            held(user, startMicros, fromMicros, endMicros, first, to);
            return;
        }
        for (long at = next(user, startMicros); at < endMicros; at += cycleMicros) {
            if (at >= fromMicros) {
                to.accept(Basis.WAITED, at, correct && endMicros - at <= withinMicros);
            }
        }
    }

    /** Between the release and the first answer lies what an answer takes: there it is not known what was held back. */
    private void held(int user, long startMicros, long fromMicros, long endMicros, long first, ObservationSink to) {
        for (long at = next(user, startMicros); at < endMicros; at += cycleMicros) {
            boolean good = endMicros - at <= withinMicros;
            if (at >= fromMicros && (good || first - at > withinMicros + answerMicros)) {
                to.accept(Basis.HELD, at, good);
            }
        }
        to.accept(Basis.HELD, endMicros, true);
    }

    private long next(int user, long startMicros) {
        return startMicros + Math.round(cycleMicros * (1 + user * SPREAD % 1));
    }

    /**
     * The waits that a user would have met who started a request at any moment, once a cycle.
     *
     * @param to takes the moment and the wait, microseconds; not for the request's own start
     */
    public void waits(int user, long startMicros, long endMicros, WaitSink to) {
        for (long at = next(user, startMicros); at < endMicros; at += cycleMicros) {
            to.accept(at, endMicros - at);
        }
    }

    /** Takes waits. */
    @FunctionalInterface
    public interface WaitSink {
        /** One wait, microseconds. */
        void accept(long atMicros, long waitMicros);
    }
}
