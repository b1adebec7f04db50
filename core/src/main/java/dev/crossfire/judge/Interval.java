package dev.crossfire.judge;

/**
 * An interval of time, microseconds since the epoch.
 *
 * @param from its first moment
 * @param until the first moment after it
 */
record Interval(long from, long until) {
    boolean holds(long moment) {
        return from <= moment && moment < until;
    }
}
