package dev.crossfire.judge.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as request records count them: microseconds since the epoch. */
public final class Micros {
    /** Later than any moment of any run. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final double A_SECOND = 1e6;

    private Micros() {}

    public static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static long of(Duration duration) {
        return duration.toNanos() / 1000;
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public static double seconds(long micros) {
        return micros / A_SECOND;
    }

    public static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
