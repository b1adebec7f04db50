package dev.crossfire.judge.timeline;

/**
 * An interval of time, microseconds since the epoch.
 *
 * @param from its first moment
 * @param until the first moment after it
 */
public record Interval(long from, long until) {
    public boolean holds(long moment) {
        return from <= moment && moment < until;
    }
}
