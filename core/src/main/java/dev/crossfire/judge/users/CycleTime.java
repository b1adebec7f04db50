package dev.crossfire.judge.users;

import java.util.Arrays;

/**
 * How long a user normally takes from the start of one request to the start of the next: the mean over all users.
 *
 * <p>The order in which requests are added does not matter. Memory grows with the number of users, not of requests.
 */
public final class CycleTime {
    /** Users are not sampled more often than this, microseconds. */
    private static final long SHORTEST = 1_000;

    private long[] first = new long[64];
    private long[] last = new long[64];
    private long cycles;

    public CycleTime() {
        Arrays.fill(first, Long.MAX_VALUE);
    }

    /**
     * Adds a request.
     *
     * @param user from 1
     * @param startMicros microseconds since the epoch
     */
    public void add(int user, long startMicros) {
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
    public long micros(long otherwise) {
        if (cycles == 0) {
            return Math.max(SHORTEST, otherwise);
        }
        double sum = 0;
        for (int user = 0; user < first.length; user++) {
            sum += first[user] == Long.MAX_VALUE ? 0 : last[user] - first[user];
        }
        return Math.max(SHORTEST, Math.round(sum / cycles));
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
