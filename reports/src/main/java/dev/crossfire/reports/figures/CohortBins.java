package dev.crossfire.reports.figures;

import dev.crossfire.evidence.RequestRecord;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/** One cohort's requests by bin: offered, errors and latencies by intended start, completed by end, and in flight. */
public final class CohortBins {
    /** Latencies above this count as this; in microseconds. */
    private static final long LONGEST_MICROS = 600_000_000L;

    private static final int DIGITS = 2;

    private final Bins bins;
    private final int[] offered;
    private final int[] completed;
    private final int[] errors;
    private final int[] late;
    private final @Nullable IntCountsHistogram[] latencies;
    private final InFlight inFlight;

    CohortBins(Bins bins) {
        this.bins = bins;
        offered = new int[bins.count()];
        completed = new int[bins.count()];
        errors = new int[bins.count()];
        late = new int[bins.count()];
        latencies = new @Nullable IntCountsHistogram[bins.count()];
        inFlight = new InFlight(bins);
    }

    /**
     * Counts a request as in flight, even if it is no evidence: one that Crossfire's stop cut short was in flight, too.
     */
    void occupy(RequestRecord request, long startMicros) {
        inFlight.add(startMicros + request.lagMicros(), startMicros + request.latencyMicros());
    }

    /** Counts a request; one that begins or ends outside the bins is not counted there. */
    void add(RequestRecord request, long startMicros, boolean isLate) {
        int began = bins.indexOf(startMicros);
        if (began >= 0) {
            offered[began]++;
            errors[began] += request.ok() ? 0 : 1;
            late[began] += isLate ? 1 : 0;
            histogram(began).recordValue(Math.max(0, Math.min(request.latencyMicros(), LONGEST_MICROS)));
        }
        int ended = bins.indexOf(startMicros + request.latencyMicros());
        if (ended >= 0 && request.ok()) {
            completed[ended]++;
        }
    }

    /** Requests that were to start in a bin. */
    public int offered(int bin) {
        return offered[bin];
    }

    /** Correct answers that came in a bin. */
    public int completed(int bin) {
        return completed[bin];
    }

    /** Of the offered, those with a wrong answer or none. */
    public int errors(int bin) {
        return errors[bin];
    }

    /** Of the offered, those with a correct answer later than L. */
    public int late(int bin) {
        return late[bin];
    }

    /** Errors as a share of the offered; null when none was offered. */
    public @Nullable Double errorRatio(int bin) {
        return offered[bin] == 0 ? null : (double) errors[bin] / offered[bin];
    }

    /** A percentile of the latencies from the intended start, in milliseconds; null when none was offered. */
    public @Nullable Double latencyMillis(int bin, double percentile) {
        IntCountsHistogram histogram = latencies[bin];
        return histogram == null ? null : histogram.getValueAtPercentile(percentile) / 1000.0;
    }

    /** Requests in flight, on average over each bin; as long as there are bins. */
    public double[] inFlight() {
        return inFlight.averages();
    }

    private IntCountsHistogram histogram(int bin) {
        IntCountsHistogram histogram = latencies[bin];
        if (histogram == null) {
            // Units of 64 microseconds keep an hour's bins small; it grows only where latencies do.
            histogram = new IntCountsHistogram(64, 128_000, DIGITS);
            histogram.setAutoResize(true);
            latencies[bin] = histogram;
        }
        return histogram;
    }

    /**
     * How many requests were in flight, on average over each bin.
     *
     * <p>A request adds only to the two bins in which it begins and ends, and to a running level in between, so a request
     * of any length costs the same.
     */
    public static final class InFlight {
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
}
