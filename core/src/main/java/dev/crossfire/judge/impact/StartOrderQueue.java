package dev.crossfire.judge.impact;

import dev.crossfire.evidence.RequestRecord;
import java.util.Arrays;

/**
 * Puts requests, which are recorded as they end, in the order of their intended starts.
 *
 * <p>A bounded heap: it contains only what a later request could overtake. Memory: the requests of the longest response
 * time.
 */
final class StartOrderQueue {
    /** Takes one request in order. */
    interface OrderedSink {
        void accept(int series, long micros, boolean good);
    }

    private static final int SERIES_BITS = 13;
    static final int MOST_SERIES = 1 << SERIES_BITS;

    private final long origin;
    private final long lateness;
    private final OrderedSink sink;
    private long[] heap = new long[1024];
    private int size;
    private long latest = Long.MIN_VALUE;

    /**
     * @param origin no request starts before it, microseconds
     * @param lateness the most by which a request's intended start lies before the latest end recorded until then
     */
    StartOrderQueue(long origin, long lateness, OrderedSink sink) {
        this.origin = origin;
        this.lateness = lateness;
        this.sink = sink;
    }

    /** Records that the recording has come so far, even if the request itself is not needed. */
    void passed(RequestRecord request) {
        latest = Math.max(latest, request.endMicros());
        while (size > 0 && micros(heap[0]) < latest - lateness) {
            release();
        }
    }

    void add(int series, long micros, boolean good) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        long key = (((micros - origin) << SERIES_BITS) | series) << 1 | (good ? 1 : 0);
        int hole = size++;
        while (hole > 0 && heap[(hole - 1) >>> 1] > key) {
            heap[hole] = heap[(hole - 1) >>> 1];
            hole = (hole - 1) >>> 1;
        }
        heap[hole] = key;
    }

    /** Hands on all that is left; no more may be added. */
    void finish() {
        while (size > 0) {
            release();
        }
    }

    private void release() {
        long first = heap[0];
        long moved = heap[--size];
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= moved) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = moved;
        sink.accept((int) (first >>> 1) & (MOST_SERIES - 1), micros(first), (first & 1) == 1);
    }

    private long micros(long key) {
        return (key >>> (SERIES_BITS + 1)) + origin;
    }
}
