package dev.crossfire.judge.users;

import java.util.Arrays;

/**
 * Tracks the users of one cohort: from when to when each was healthy.
 *
 * <p>A user is unhealthy while a request has been unanswered for longer than L, and after a bad answer until a good one.
 * Time counts from a user's first request to the last answer. Requests come in the order of their starts. Memory grows
 * with the number of users.
 */
public final class UserStates {
    /** Takes intervals of one user's time. */
    @FunctionalInterface
    public interface StateSink {
        /** One interval, microseconds since the epoch. */
        void accept(long fromMicros, long untilMicros, boolean healthy);
    }

    private static final long NOT_SEEN = Long.MIN_VALUE;

    private final long withinMicros;
    private long[] observedUntil = new long[64];
    private boolean[] unhealthy = new boolean[64];

    /** @param withinMicros L */
    public UserStates(long withinMicros) {
        this.withinMicros = withinMicros;
        Arrays.fill(observedUntil, NOT_SEEN);
    }

    /**
     * Adds a request.
     *
     * @param user from 1; 0 stands for all that are not known
     * @param good whether the answer was correct and in time
     */
    public void add(int user, long startMicros, long endMicros, boolean good, StateSink to) {
        follow(user, startMicros, endMicros, to);
        unhealthy[user] = !good;
    }

    /** Adds a request that is not judged itself, only that the user waited for it; as healthy as before after it. */
    public void addBlocking(int user, long startMicros, long endMicros, StateSink to) {
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
