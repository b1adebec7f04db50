package dev.crossfire.judge.recovery;

import java.util.Arrays;

/** The requests around one edge of an episode, by intended start, with running counts of the bad ones. */
final class EdgeWindow {
    private final long[] micros;
    private final int[] badBefore;

    private EdgeWindow(long[] micros, int[] badBefore) {
        this.micros = micros;
        this.badBefore = badBefore;
    }

    int size() {
        return micros.length;
    }

    long micros(int index) {
        return micros[index];
    }

    /** Counts the bad requests among the first so many. */
    int badBefore(int requests) {
        return badBefore[requests];
    }

    /** Counts the requests before a moment. */
    int requestsBefore(double moment) {
        int low = 0;
        int high = micros.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (micros[middle] < moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Those of the requests that lie between two moments, both included. */
    EdgeWindow between(long fromMicros, long toMicros) {
        int from = requestsBefore((double) fromMicros);
        int to = Math.max(from, requestsBefore((double) (toMicros + 1)));
        int[] bad = new int[to - from + 1];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = badBefore[from + i] - badBefore[from];
        }
        return new EdgeWindow(Arrays.copyOfRange(micros, from, to), bad);
    }

    /** The same requests with time running backwards. */
    EdgeWindow reversed() {
        int n = micros.length;
        long[] times = new long[n];
        int[] bad = new int[n + 1];
        for (int i = 0; i < n; i++) {
            times[i] = -micros[n - 1 - i];
            bad[i + 1] = badBefore[n] - badBefore[n - 1 - i];
        }
        return new EdgeWindow(times, bad);
    }

    /** Collects the requests between two moments, both included. */
    static final class Collector implements RequestSink {
        private final long fromMicros;
        private final long toMicros;
        private long[] micros = new long[256];
        private int[] badBefore = new int[257];
        private int size;

        Collector(long fromMicros, long toMicros) {
            this.fromMicros = fromMicros;
            this.toMicros = toMicros;
        }

        @Override
        public void accept(long at, boolean good) {
            if (at < fromMicros || at > toMicros) {
                return;
            }
            if (size == micros.length) {
                micros = Arrays.copyOf(micros, 2 * size);
                badBefore = Arrays.copyOf(badBefore, 2 * size + 1);
            }
            micros[size] = at;
            badBefore[size + 1] = badBefore[size] + (good ? 0 : 1);
            size++;
        }

        EdgeWindow collected() {
            return new EdgeWindow(Arrays.copyOf(micros, size), Arrays.copyOf(badBefore, size + 1));
        }
    }
}
