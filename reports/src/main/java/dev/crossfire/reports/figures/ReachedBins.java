package dev.crossfire.reports.figures;

import org.jspecify.annotations.Nullable;

/** Requests that reached the system a second by one source's counter, spread evenly between two readings of it. */
public final class ReachedBins {
    /** A bin of which less than this share was observed has no figure. */
    private static final double LEAST_SEEN = 0.5;

    private final Bins bins;
    private final double[] requests;
    private final long[] seenMicros;
    private long lastMicros;
    private double lastTotal = Double.NaN;

    ReachedBins(Bins bins) {
        this.bins = bins;
        requests = new double[bins.count()];
        seenMicros = new long[bins.count()];
    }

    void add(long atMicros, double total) {
        // A counter that is smaller than before was restarted, and what it missed is unknown.
        if (total >= lastTotal && atMicros > lastMicros) {
            spread(lastMicros, atMicros, total - lastTotal);
        }
        lastMicros = atMicros;
        lastTotal = total;
    }

    /** The source cannot be reached; what it counts in that time is not known to the second. */
    void pause() {
        lastTotal = Double.NaN;
    }

    private void spread(long from, long to, double more) {
        long begin = Math.max(from, bins.fromMicros());
        long end = Math.min(to, bins.toMicros());
        while (begin < end) {
            int bin = bins.indexOf(begin);
            long until = Math.min(end, bins.endMicros(bin));
            requests[bin] += more * (until - begin) / (to - from);
            seenMicros[bin] += until - begin;
            begin = until;
        }
    }

    /** Requests a second in a bin; null where the counter was not read often enough. */
    public @Nullable Double perSecond(int bin) {
        double share = seenMicros[bin] / 1e6 / bins.widthSeconds(bin);
        return share < LEAST_SEEN ? null : (Double) (requests[bin] / (seenMicros[bin] / 1e6));
    }
}
