package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.ClockDifference;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Compares the generator's clock with the server's by every right answer, whose status contains in its last two digits
 * when its request arrived.
 *
 * <p>Two digits of milliseconds suffice for clocks that differ by less than fifty.
 */
final class ClockComparison {
    private static final int FIRST_STATUS = 200;
    private static final int STATUSES = 100;
    private static final long MILLI = 1_000;
    private static final long CIRCLE = STATUSES * MILLI;

    /** An answer that took longer might be taken for one of another round of the two digits. */
    private static final int LONGEST_ANSWER = 20_000;

    /** Within so long clocks are compared with each other; a clock that is set shows between two such slices. */
    private static final long SLICE = 10_000_000;

    /**
     * Times of requests and answers are known to a millisecond or two, so bounds may contradict each other by as much.
     */
    private static final long GRAIN = 2_000;

    private static final double MICROS_PER_MILLI = 1000;

    private final SortedMap<Long, ClockBounds> slices = new TreeMap<>();
    private final Histogram ways = new Histogram(2);

    /** Adds what some requests show. */
    void add(RequestSource requests) throws IOException {
        requests.forEach(request -> {
            if (request.ok() && request.responseMicros() <= LONGEST_ANSWER) {
                accept(request);
            }
        });
    }

    private void accept(RequestRecord request) {
        long sent = request.intendedMicros() + request.lagMicros();
        long arrived = arrival(request.status() - FIRST_STATUS, sent + request.responseMicros() / 2);
        ClockBounds bounds = new ClockBounds(arrived - request.endMicros(), arrived + MILLI - sent);
        slices.merge(sent / SLICE, bounds, ClockBounds::and);
        ways.recordValue(Math.max(0, arrived + MILLI / 2 - sent));
    }

    /** The beginning of the millisecond with these last two digits that is nearest to a moment. */
    private static long arrival(int digits, long near) {
        long base = near - Math.floorMod(near, CIRCLE) + digits * MILLI;
        return base + Math.round((near - base) / (double) CIRCLE) * CIRCLE;
    }

    /** What all show together; null when nothing could be compared. */
    @Nullable
    ClockDifference result() {
        if (slices.isEmpty()) {
            return null;
        }
        List<ClockBounds> all = new ArrayList<>(slices.values());
        boolean stepped = false;
        ClockBounds together = ClockBounds.ANY;
        for (ClockBounds slice : all) {
            stepped |= together.apartMicros(slice) > GRAIN || slice.apartMicros(slice) > GRAIN;
            together = together.and(slice);
        }
        long error = all.stream().mapToLong(ClockBounds::errorMicros).max().orElse(0);
        return new ClockDifference(error / MICROS_PER_MILLI, stepped, ways.getValueAtPercentile(50) / MICROS_PER_MILLI);
    }

    /**
     * How far the server's clock may be ahead of the generator's: no request arrives before it was sent, and none after it
     * was answered.
     *
     * @param lowMicros at least so much, negative when it may be behind
     * @param highMicros at most so much
     */
    private record ClockBounds(long lowMicros, long highMicros) {
        /** Whatever two clocks may do. */
        static final ClockBounds ANY = new ClockBounds(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);

        /** What both allow. */
        ClockBounds and(ClockBounds other) {
            return new ClockBounds(Math.max(lowMicros, other.lowMicros), Math.min(highMicros, other.highMicros));
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
}
