package dev.crossfire.judge.objective;

import dev.crossfire.model.Ratio;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** How objectives put figures into words. */
final class Words {
    private static final double HUNDRED = 100;

    private Words() {}

    /** {@code 10 s}, {@code 300 ms}. */
    static String of(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? plain(duration.toNanos() / 1e6) + " ms"
                : plain(duration.toNanos() / 1e9) + " s";
    }

    /** {@code 5 %}. */
    static String of(Ratio ratio) {
        return percent(ratio.value());
    }

    static String percent(double ratio) {
        return plain(ratio * HUNDRED) + " %";
    }

    static String count(long requests) {
        return String.format(Locale.ROOT, "%,d", requests);
    }

    /** Three significant digits, never an exponent. */
    static String plain(double figure) {
        BigDecimal rounded = new BigDecimal(figure).round(new MathContext(3));
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()).toPlainString();
    }
}
