package dev.crossfire.judge;

import dev.crossfire.evidence.RequestRecord;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Puts whole requests, which are recorded as they end, in the order of their intended starts.
 *
 * <p>Memory: the requests of the longest response time.
 */
final class InStartOrder {
    private final long lateness;
    private final Consumer<RequestRecord> sink;
    private final Queue<RequestRecord> waiting = new PriorityQueue<>(
            Comparator.comparingLong(RequestRecord::intendedMicros).thenComparingLong(RequestRecord::endMicros));
    private long latest = Long.MIN_VALUE;

    /** @param lateness the most by which a request's intended start lies before the latest end recorded until then */
    InStartOrder(long lateness, Consumer<RequestRecord> sink) {
        this.lateness = lateness;
        this.sink = sink;
    }

    void add(RequestRecord request) {
        waiting.add(request);
        latest = Math.max(latest, request.endMicros());
        for (RequestRecord first = waiting.peek();
                first != null && first.intendedMicros() < latest - lateness;
                first = waiting.peek()) {
            sink.accept(waiting.remove());
        }
    }

    /** Hands on all that is left; no more may be added. */
    void finish() {
        while (!waiting.isEmpty()) {
            sink.accept(waiting.remove());
        }
    }
}
