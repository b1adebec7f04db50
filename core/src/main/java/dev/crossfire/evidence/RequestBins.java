package dev.crossfire.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One cohort's requests by the tenth of a second after t = 0 in which they were to start.
 *
 * <p>Grows with the length of a run, not with the number of its requests.
 */
public final class RequestBins {
    private static final long BIN_MICROS = 100_000;

    private int[] requests = new int[1024];
    private int[] bad = new int[1024];

    /**
     * Counts a request.
     *
     * @param micros its intended start, microseconds after t = 0; not negative
     */
    public void add(long micros, boolean good) {
        int bin = Math.toIntExact(micros / BIN_MICROS);
        if (bin >= requests.length) {
            int length = Math.max(bin + 1, 2 * requests.length);
            requests = Arrays.copyOf(requests, length);
            bad = Arrays.copyOf(bad, length);
        }
        requests[bin]++;
        bad[bin] += good ? 0 : 1;
    }

    /** Counts that were written down. */
    public static RequestBins of(ControlRun.Series series) {
        RequestBins counts = new RequestBins();
        counts.requests = series.requests().stream().mapToInt(Integer::intValue).toArray();
        counts.bad = series.bad().stream().mapToInt(Integer::intValue).toArray();
        return counts;
    }

    /** These counts, to be written down. */
    public ControlRun.Series series() {
        int length = requests.length;
        while (length > 0 && requests[length - 1] == 0) {
            length--;
        }
        return new ControlRun.Series(
                Arrays.stream(requests, 0, length).boxed().toList(),
                Arrays.stream(bad, 0, length).boxed().toList());
    }

    /** What was to start from one moment after t = 0 to another, both to the tenth of a second below. */
    public RequestTally between(Duration from, Duration until) {
        return sum(bin(from), bin(until));
    }

    /** The same in consecutive blocks of one length; a rest shorter than that is left out. */
    public List<RequestTally> blocks(Duration from, Duration until, Duration length) {
        int step = Math.max(1, bin(length));
        List<RequestTally> blocks = new ArrayList<>();
        for (int at = bin(from); at + step <= bin(until); at += step) {
            blocks.add(sum(at, at + step));
        }
        return blocks;
    }

    private RequestTally sum(int from, int until) {
        long all = 0;
        long wrong = 0;
        for (int i = Math.max(0, from); i < Math.min(until, requests.length); i++) {
            all += requests[i];
            wrong += bad[i];
        }
        return new RequestTally(all, wrong);
    }

    private static int bin(Duration moment) {
        return Math.toIntExact(Math.floorDiv(moment.toNanos() / 1000, BIN_MICROS));
    }

    /**
     * How many requests there were, and how many of them were bad.
     *
     * @param requests all of them
     * @param bad wrong, late or without an answer
     */
    public record RequestTally(long requests, long bad) {
        /** No request at all. */
        public static final RequestTally NONE = new RequestTally(0, 0);

        public RequestTally {
            if (bad < 0 || bad > requests) {
                throw new IllegalArgumentException(bad + " bad of " + requests + " requests cannot be");
            }
        }

        /** Those with a correct answer soon enough. */
        public long good() {
            return requests - bad;
        }

        /** The share of bad ones; 0 of no requests. */
        public double badRatio() {
            return requests == 0 ? 0 : (double) bad / requests;
        }
    }
}
