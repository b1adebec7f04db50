package dev.crossfire.judge.objective;

import dev.crossfire.model.Ratio;
import dev.crossfire.model.Verdict.UserTime;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How objectives put figures into words. */
final class Words {
    private static final double HUNDRED = 100;
    private static final double HOUR = 3600;
    private static final double DAY = 24;
    private static final double TWO_DAYS = 2 * DAY;

    private Words() {}

    /** {@code 10 s}, {@code 300 ms}. */
    static String of(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? plain(duration.toNanos() / 1e6) + " ms"
                : plain(duration.toNanos() / 1e9) + " s";
    }

    /** A long length as people say it: {@code 30 days}, {@code 12 hours}; seconds below two hours. */
    static String length(Duration duration) {
        if (duration.toHours() < 2) {
            return of(duration);
        }
        double hours = seconds(duration) / HOUR;
        return hours < TWO_DAYS ? plain(hours) + " hours" : plain(hours / DAY) + " days";
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** {@code 5 %}. */
    static String of(Ratio ratio) {
        return percent(ratio.value());
    }

    static String percent(double ratio) {
        return plain(ratio * HUNDRED) + " %";
    }

    /**
     * A share near to all, told by what is missing: 99.995 % must not be rounded to 100 %.
     *
     * @param ratio 0 to 1
     */
    static String share(double ratio) {
        BigDecimal missing = new BigDecimal(HUNDRED * (1 - ratio)).round(new MathContext(3));
        BigDecimal share = BigDecimal.valueOf(HUNDRED).subtract(missing);
        return (share.signum() == 0 ? BigDecimal.ZERO : share.stripTrailingZeros()).toPlainString() + " %";
    }

    /** What is judged where users wait for their answers, beside what their requests tell; null for other load. */
    static String userTime(@Nullable UserTime users) {
        return users == null ? "" : "; users were unhealthy for " + percent(users.unhealthyShare()) + " of their time";
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
