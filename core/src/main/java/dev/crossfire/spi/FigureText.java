package dev.crossfire.spi;

import dev.crossfire.model.quantity.Ratio;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/**
 * Figures as people read them, the same in every locale.
 *
 * <p>Objectives, console and reports all round here, so a figure reads the same everywhere.
 */
public final class FigureText {
    private static final double HUNDRED = 100;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double NEARLY_ALL = 0.9;
    /** Rounds away what binary fractions add to a figure that a user wrote. */
    private static final MathContext AS_WRITTEN = new MathContext(10, RoundingMode.HALF_UP);

    private FigureText() {}

    /** {@code 21,340}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 request}, {@code 2 requests}. */
    public static String count(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    /** A measured duration: {@code 3.42 s}. */
    public static String seconds(double seconds) {
        return bareSeconds(seconds) + " s";
    }

    /** A measured duration: {@code 3.42 s}. */
    public static String seconds(Duration duration) {
        return seconds(duration.toNanos() / 1e9);
    }

    /** A measured duration without its unit: hundredths of a second, thousandths below 0.1 s, none from 100 s on. */
    public static String bareSeconds(double seconds) {
        double size = Math.abs(seconds);
        String form = size > 0 && size < 0.1 ? "%.3f" : size < HUNDRED ? "%.2f" : "%.0f";
        return String.format(Locale.ROOT, form, seconds);
    }

    /** A moment after t = 0: {@code 126.04 s}. */
    public static String moment(double seconds) {
        return bareMoment(seconds) + " s";
    }

    /** A moment after t = 0 without its unit: {@code 126.04}. */
    public static String bareMoment(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    /** A measured latency: {@code 5,005 ms}. */
    public static String millis(double millis) {
        return number(millis) + " ms";
    }

    /** A measured share, 0 to 1: {@code 1.9 %}; near to all it is rounded by what is missing, as {@code 99.995 %}. */
    public static String percent(double ratio) {
        return barePercent(ratio) + " %";
    }

    /** A measured share, 0 to 1, without its unit: {@code 1.9}. */
    public static String barePercent(double ratio) {
        if (ratio <= NEARLY_ALL || ratio >= 1) {
            return number(HUNDRED * ratio);
        }
        return plain(BigDecimal.valueOf(HUNDRED).subtract(rounded(HUNDRED * (1 - ratio))));
    }

    /** A measured number: whole from 100 on, three digits that count below, two below 1, never in powers of ten. */
    public static String number(double value) {
        return plain(rounded(value));
    }

    /** A figure as a user wrote it, unrounded: {@code 99.99}. */
    public static String written(double value) {
        BigDecimal exact = new BigDecimal(value).round(AS_WRITTEN);
        return (exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros()).toPlainString();
    }

    /** A duration as a user wrote it, unrounded: {@code 10 s}, {@code 300 ms}. */
    public static String written(Duration duration) {
        return writtenMillis(duration.toNanos() / 1e6);
    }

    /** The same of milliseconds. */
    static String writtenMillis(double millis) {
        return millis != 0 && Math.abs(millis) < MILLIS_PER_SECOND
                ? written(millis) + " ms"
                : written(millis / MILLIS_PER_SECOND) + " s";
    }

    /** A share as a user wrote it, unrounded: {@code 99.995 %}. */
    public static String written(Ratio ratio) {
        return writtenShare(ratio.value());
    }

    /** The same of a share, 0 to 1. */
    static String writtenShare(double share) {
        return written(HUNDRED * share) + " %";
    }

    /** A unit that is a plural as {@code writes}, in the singular where the figure is 1; {@code ms} is none. */
    public static String unit(double value, String unit) {
        boolean plural = unit.length() > 2 && unit.endsWith("s");
        return value == 1 && plural ? unit.substring(0, unit.length() - 1) : unit;
    }

    private static BigDecimal rounded(double value) {
        BigDecimal exact = new BigDecimal(value);
        double size = Math.abs(value);
        if (size >= HUNDRED) {
            return exact.setScale(0, RoundingMode.HALF_UP);
        }
        return exact.round(new MathContext(size < 1 ? 2 : 3, RoundingMode.HALF_UP));
    }

    private static String plain(BigDecimal value) {
        return new DecimalFormat("#,##0.############", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
