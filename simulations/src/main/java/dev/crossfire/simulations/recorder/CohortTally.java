package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.RequestRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The counts of one cohort in one second. */
final class CohortTally {
    /** Two digits: a percentile is off by at most one in a hundred. */
    private static final int DIGITS = 2;

    private final Histogram latencies = new Histogram(DIGITS);
    private long sent;
    private long good;
    private long errors;
    private Frame.@Nullable Users users;

    /**
     * Counts a request that ended.
     *
     * @param counted whether its start was counted already, with its user's
     * @param withinMicros L
     */
    void add(RequestRecord request, boolean counted, long withinMicros) {
        latencies.recordValue(Math.max(0, request.latencyMicros()));
        sent += counted ? 0 : 1;
        if (request.ok()) {
            good += request.latencyMicros() <= withinMicros ? 1 : 0;
        } else if (request.isError()) {
            errors++;
        }
    }

    /** Counts users whose start is their first request's. */
    void started(long users) {
        sent += users;
    }

    /** Notes the users as the second ended. */
    void users(Frame.Users atEnd) {
        users = atEnd;
    }

    /** This second, with or without its histogram. */
    Frame.CohortFrame frame(boolean withHistogram) {
        return new Frame.CohortFrame(
                sent, latencies.getTotalCount(), good, errors, p95Millis(), withHistogram ? encoded() : null, users);
    }

    private @Nullable Double p95Millis() {
        return latencies.getTotalCount() == 0 ? null : latencies.getValueAtPercentile(95) / 1000.0;
    }

    private String encoded() {
        ByteBuffer buffer = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
