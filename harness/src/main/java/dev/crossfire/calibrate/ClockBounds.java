package dev.crossfire.calibrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How far the server's clock may be ahead of the generator's: no request arrives before it was sent, and none after it
 * was answered.
 *
 * <p>Nobody has to know which arrival belongs to which request. If each arrival lies between a sending and an answer,
 * then so does the n-th arrival between the n-th sending and the n-th answer.
 *
 * @param lowMicros at least so much, negative when it may be behind
 * @param highMicros at most so much
 * @param wayMicros how long after a sending its arrival is, at the median, if the clocks agree
 */
record ClockBounds(long lowMicros, long highMicros, long wayMicros) {
    /** Compares the earliest of each; empty when there are none. All lists are in order. */
    static Optional<ClockBounds> ofFirst(List<Long> sent, List<Long> arrived, List<Long> answered) {
        int size = Math.min(sent.size(), Math.min(arrived.size(), answered.size()));
        return of(sent.subList(0, size), arrived.subList(0, size), answered.subList(0, size));
    }

    /** Compares the latest of each; empty when there are none. All lists are in order. */
    static Optional<ClockBounds> ofLast(List<Long> sent, List<Long> arrived, List<Long> answered) {
        int size = Math.min(sent.size(), Math.min(arrived.size(), answered.size()));
        return of(latest(sent, size), latest(arrived, size), latest(answered, size));
    }

    private static List<Long> latest(List<Long> all, int size) {
        return all.subList(all.size() - size, all.size());
    }

    private static Optional<ClockBounds> of(List<Long> sent, List<Long> arrived, List<Long> answered) {
        long low = Long.MIN_VALUE;
        long high = Long.MAX_VALUE;
        List<Long> ways = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            low = Math.max(low, arrived.get(i) - answered.get(i));
            high = Math.min(high, arrived.get(i) - sent.get(i));
            ways.add(arrived.get(i) - sent.get(i));
        }
        Collections.sort(ways);
        return ways.isEmpty() ? Optional.empty() : Optional.of(new ClockBounds(low, high, ways.get(ways.size() / 2)));
    }

    /** What both allow. */
    ClockBounds and(ClockBounds other) {
        return new ClockBounds(
                Math.max(lowMicros, other.lowMicros),
                Math.min(highMicros, other.highMicros),
                Math.max(wayMicros, other.wayMicros));
    }

    /** By how much the two contradict each other; 0 or less when they do not. */
    long apartMicros(ClockBounds other) {
        return Math.max(lowMicros - other.highMicros, other.lowMicros - highMicros);
    }

    /** The largest error that they allow, either way. */
    long errorMicros() {
        return Math.max(Math.abs(lowMicros), Math.abs(highMicros));
    }
}
