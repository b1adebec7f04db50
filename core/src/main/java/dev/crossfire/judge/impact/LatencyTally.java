package dev.crossfire.judge.impact;

import dev.crossfire.evidence.RequestRecord;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How long good requests of each series took, from their intended starts to their answers. */
final class LatencyTally {
    private final Map<Integer, Histogram> bySeries = new HashMap<>();

    void add(int series, RequestRecord request) {
        bySeries.computeIfAbsent(series, number -> new Histogram(2)).recordValue(Math.max(0, request.latencyMicros()));
    }

    /** The median, microseconds; 0 for a series without good requests. */
    long medianMicros(int series) {
        @Nullable Histogram waits = bySeries.get(series);
        return waits == null ? 0 : waits.getValueAtPercentile(50);
    }
}
