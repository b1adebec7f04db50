package dev.crossfire.lab.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Lost packets, as the users of a TCP connection see them: not as missing bytes but as time.
 *
 * <p>Each chunk that is read at once counts as one packet. For every time that it is lost the sender waits for its
 * retransmission time-out, which begins at {@link #FIRST_TIMEOUT} and doubles; what comes behind it waits too. After
 * {@link #MOST_TIMEOUTS} in a row the chunk passes. Source: RFC 6298, with Linux's least time-out. Fast retransmission,
 * which needs more packets in flight than the lab's short messages have, is left out.
 *
 * @param percent how many of a hundred packets are lost, 0 to 100
 */
public record Loss(int percent) {
    /** What Linux waits before it sends a packet again, at the least. */
    public static final Duration FIRST_TIMEOUT = Duration.ofMillis(200);

    /** Together 51 s; beyond that, a blackhole is the right fault. */
    public static final int MOST_TIMEOUTS = 8;

    public Loss {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("loss is " + percent + " percent; expected 0 to 100");
        }
    }

    /** The time that one chunk loses, in nanoseconds. */
    long draw(RandomGenerator random) {
        int lost = 0;
        while (percent > 0 && lost < MOST_TIMEOUTS && random.nextInt(100) < percent) {
            lost++;
        }
        return after(lost);
    }

    /** The most that one chunk can lose, in nanoseconds. */
    long longest() {
        return percent == 0 ? 0 : after(MOST_TIMEOUTS);
    }

    private static long after(int lost) {
        return FIRST_TIMEOUT.toNanos() * ((1L << lost) - 1);
    }
}
