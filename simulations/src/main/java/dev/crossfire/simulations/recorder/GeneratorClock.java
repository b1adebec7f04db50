package dev.crossfire.simulations.recorder;

import io.gatling.commons.util.Clock;
import java.time.Instant;

/**
 * The load generator's clocks: the wall clock, for Gatling in milliseconds and for the records in microseconds, and the
 * monotonic one.
 *
 * <p>Gatling carries its timestamps as whole milliseconds and hands them over when a request has ended, on the thread
 * that read them. So each thread keeps, for the last eight seconds, the first and the last microsecond it read within
 * each millisecond. A start is refined to the first, an end to the last: exact where one event fell into that
 * millisecond on that thread, and otherwise at most one millisecond too pessimistic, never flattering.
 */
public final class GeneratorClock implements Clock {
    private static final int REMEMBERED_MILLIS = 1 << 13;

    /** Two numbers a millisecond: its first and its last microsecond read. */
    private final ThreadLocal<long[]> reads = ThreadLocal.withInitial(() -> new long[2 * REMEMBERED_MILLIS]);

    @Override
    public long nowMillis() {
        long micros = nowMicros();
        long millis = micros / 1000;
        long[] read = reads.get();
        int slot = slot(millis);
        if (read[slot] / 1000 != millis) {
            read[slot] = micros;
        }
        read[slot + 1] = micros;
        return millis;
    }

    /** Microseconds since the epoch. */
    public long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    /** Nanoseconds of the monotonic clock, from an arbitrary moment: only differences mean anything. */
    public static long monotonicNanos() {
        return System.nanoTime();
    }

    /** The first moment this thread read within a millisecond; its beginning if that is forgotten. */
    long startMicros(long millis) {
        return refined(millis, slot(millis));
    }

    /** The last moment this thread read within a millisecond; its beginning if that is forgotten. */
    long endMicros(long millis) {
        return refined(millis, slot(millis) + 1);
    }

    private long refined(long millis, int at) {
        long micros = reads.get()[at];
        return micros / 1000 == millis ? micros : millis * 1000;
    }

    private static int slot(long millis) {
        return 2 * (int) (millis & (REMEMBERED_MILLIS - 1));
    }
}
