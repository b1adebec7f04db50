package dev.crossfire.reports.words;

import dev.crossfire.model.Verdict.Measured;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them, the same in every locale; what does not exist is a dash. */
public final class Say {
    /** Stands for a figure that does not exist. */
    public static final String NOTHING = "–";

    private Say() {}

    /** {@code 21,340}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 21,340}; a dash where nothing was counted. */
    public static String countIfKnown(@Nullable Long number) {
        return number == null ? NOTHING : count(number);
    }

    /** {@code 1 request}, {@code 2 requests}. */
    public static String count(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    /** {@code 3.42 s}; to the millisecond where that would say too little. */
    public static String seconds(@Nullable Double seconds) {
        return seconds == null ? NOTHING : bareSeconds(seconds) + " s";
    }

    /** {@code 3.40–3.44}, without a unit; empty when a bound is not known. */
    public static String bracket(@Nullable Double low, @Nullable Double high) {
        return low == null || high == null ? "" : bareSeconds(low) + "–" + bareSeconds(high);
    }

    /** {@code 41 ms}. */
    public static String millis(@Nullable Double millis) {
        return millis == null ? NOTHING : significant(millis) + " ms";
    }

    /** {@code 1.9 %}. */
    public static String percent(@Nullable Double ratio) {
        return ratio == null ? NOTHING : significant(100 * ratio) + " %";
    }

    /** {@code 400} or {@code 0.25} of something a second. */
    public static String rate(double perSecond) {
        return significant(perSecond);
    }

    /** A measured figure in its unit. */
    public static String measured(@Nullable Measured measured) {
        if (measured == null) {
            return NOTHING;
        }
        return (isLeast(measured) ? "at least " : "") + inUnit(measured.value(), measured.unit());
    }

    /** Whether the figure is nothing but a lower bound. */
    static boolean isLeast(Measured measured) {
        return measured.high() == null && measured.low() != null && measured.low() == measured.value();
    }

    /** The bounds of a measured figure in its unit; empty when none is known, or the figure is one itself. */
    public static String interval(@Nullable Measured measured) {
        if (measured == null || isLeast(measured)) {
            return "";
        }
        Double low = measured.low();
        Double high = measured.high();
        if (low != null && high != null) {
            return low.equals(high) ? "" : number(low, measured.unit()) + "–" + inUnit(high, measured.unit());
        }
        if (high != null) {
            return "at most " + inUnit(high, measured.unit());
        }
        return low == null ? "" : "at least " + inUnit(low, measured.unit());
    }

    /** {@code 2 m 06 s}. */
    public static String length(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d m", seconds / 3600, seconds / 60 % 60);
    }

    private static String inUnit(double value, String unit) {
        return switch (unit) {
            case "s" -> seconds(value);
            case "ratio" -> percent(value);
            case "" -> number(value, unit);
            default -> number(value, unit) + " " + unit;
        };
    }

    private static String number(double value, String unit) {
        return switch (unit) {
            case "s" -> bareSeconds(value);
            case "ratio" -> significant(100 * value);
            default -> significant(value);
        };
    }

    private static String bareSeconds(double seconds) {
        double size = Math.abs(seconds);
        String form = size > 0 && size < 0.1 ? "%.3f" : size < 100 ? "%.2f" : "%.0f";
        return String.format(Locale.ROOT, form, seconds);
    }

    /** Two to three digits that count, and never in powers of ten. */
    private static String significant(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(Math.abs(value) < 1 ? 2 : 3));
        double shown = Math.abs(value) >= 100 ? Math.rint(value) : rounded.doubleValue();
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(shown);
    }
}
