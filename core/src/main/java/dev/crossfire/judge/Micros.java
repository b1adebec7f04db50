package dev.crossfire.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as request records count them: microseconds since the epoch. */
final class Micros {
    /** Later than any moment of any run. */
    static final long NEVER = Long.MAX_VALUE;

    private static final double A_SECOND = 1e6;

    private Micros() {}

    static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static long of(Duration duration) {
        return duration.toNanos() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static double seconds(long micros) {
        return micros / A_SECOND;
    }

    static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
