package dev.crossfire.reports.figures;

/**
 * How many requests were in flight, on average over each bin.
 *
 * <p>A request adds only to the two bins in which it begins and ends, and to a running level in between, so a request
 * of any length costs the same.
 */
public final class InFlight {
    private final Bins bins;
    /** Time in flight within bins that a request does not fill, in microseconds. */
    private final long[] partial;
    /** How many more requests fill a bin than fill the one before it. */
    private final int[] change;

    InFlight(Bins bins) {
        this.bins = bins;
        partial = new long[bins.count()];
        change = new int[bins.count() + 1];
    }

    /** Counts a request from the moment it was sent until its end, both in microseconds after t = 0. */
    void add(long sentMicros, long endMicros) {
        long from = Math.max(sentMicros, bins.fromMicros());
        long to = Math.min(endMicros, bins.toMicros());
        if (to <= from) {
            return;
        }
        int first = bins.indexOf(from);
        int last = bins.indexOf(to - 1);
        if (first == last) {
            partial[first] += to - from;
            return;
        }
        partial[first] += bins.endMicros(first) - from;
        partial[last] += to - bins.startMicros(last);
        change[first + 1]++;
        change[last]--;
    }

    /** The average over each bin. */
    double[] averages() {
        double[] averages = new double[bins.count()];
        int filling = 0;
        for (int i = 0; i < averages.length; i++) {
            filling += change[i];
            averages[i] = filling + (double) partial[i] / (bins.endMicros(i) - bins.startMicros(i));
        }
        return averages;
    }
}
