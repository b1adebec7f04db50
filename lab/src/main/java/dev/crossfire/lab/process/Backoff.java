package dev.crossfire.lab.process;

import java.time.Duration;

/**
 * How long to wait before a child is started again: not at all after a healthy life, doubling while it crashes in a loop.
 *
 * @param first the wait after the second crash in a row
 * @param most the longest wait
 * @param healthy a child that lived this long has no crash loop
 */
public record Backoff(Duration first, Duration most, Duration healthy) {
    /** 100 ms, doubling to 10 s; a life of 5 s is a healthy one. */
    public static final Backoff USUAL =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(5));

    /**
     * Returns the number of crashes in a row, this one included.
     *
     * @param before the number before this life
     * @param lived how long the child lived
     */
    public int crashes(int before, Duration lived) {
        return lived.compareTo(healthy) >= 0 ? 1 : before + 1;
    }

    /** Returns the wait after so many crashes in a row; zero after the first. */
    public Duration wait(int crashes) {
        if (crashes <= 1) {
            return Duration.ZERO;
        }
        // Bounded shift: 2^20 times the first wait is beyond any sensible limit, and no overflow.
        Duration doubled = first.multipliedBy(1L << Math.min(crashes - 2, 20));
        return doubled.compareTo(most) < 0 ? doubled : most;
    }
}
