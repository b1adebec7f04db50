package dev.crossfire.judge;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Moments as request records count them: microseconds since the epoch. */
final class Micros {
    /** Later than any moment of any run. */
    static final long NEVER = Long.MAX_VALUE;

    private static final double A_SECOND = 1e6;
    private static final int DIGITS = 6;

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

    /** Seconds as people read them: three digits behind the point below ten seconds, fewer above. */
    static String words(long micros) {
        double seconds = seconds(micros);
        double size = Math.abs(seconds);
        return String.format(Locale.ROOT, size < 10 ? "%.3f s" : size < 100 ? "%.2f s" : "%.1f s", seconds);
    }

    /** A length that somebody chose, without idle digits: {@code 10 s}. */
    static String brief(long micros) {
        return BigDecimal.valueOf(micros, DIGITS).stripTrailingZeros().toPlainString() + " s";
    }
}
