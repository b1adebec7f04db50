package dev.crossfire.lab.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long bytes are kept back on their way: uniformly within {@code delay ± jitter}.
 *
 * @param delay the middle of the range, at most {@link #LIMIT}
 * @param jitter half the width of the range, at most {@code delay}; bytes never overtake each other
 */
public record LinkDelay(Duration delay, Duration jitter) {
    /** The longest delay that a link accepts: beyond it, a blackhole is the right fault. */
    public static final Duration LIMIT = Duration.ofMinutes(1);

    public LinkDelay {
        if (delay.isNegative() || delay.compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException("delay is " + delay + "; expected 0 to " + LIMIT);
        }
        if (jitter.isNegative() || jitter.compareTo(delay) > 0) {
            throw new IllegalArgumentException("jitter is " + jitter + "; expected 0 to the delay, " + delay);
        }
    }

    /** A lag without jitter. */
    public static LinkDelay of(Duration delay) {
        return new LinkDelay(delay, Duration.ZERO);
    }

    /** One random value from the range, in nanoseconds. */
    long draw(RandomGenerator random) {
        long spread = jitter.toNanos();
        return delay.toNanos() + (spread == 0 ? 0 : random.nextLong(-spread, spread + 1));
    }

    /** The end of the range, in nanoseconds. */
    long longest() {
        return delay.plus(jitter).toNanos();
    }
}
