package dev.crossfire.reports.words;

import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.spi.FigureText;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures of a verdict as text, rounded by {@link FigureText}; what does not exist is a dash. */
public final class MeasuredText {
    /** Stands for a figure that does not exist. */
    public static final String NOTHING = "–";

    private MeasuredText() {}

    /** {@code 21,340}. */
    public static String count(long number) {
        return FigureText.count(number);
    }

    /** {@code 21,340}; a dash where nothing was counted. */
    public static String countIfKnown(@Nullable Long number) {
        return number == null ? NOTHING : count(number);
    }

    /** {@code 1 request}, {@code 2 requests}. */
    public static String count(long number, String one) {
        return FigureText.count(number, one);
    }

    /** {@code 3.42 s}; to the millisecond where that would be too coarse. */
    public static String seconds(@Nullable Double seconds) {
        return seconds == null ? NOTHING : FigureText.seconds(seconds);
    }

    /** {@code 3.40–3.44}, without a unit; empty when a bound is not known. */
    public static String bracket(@Nullable Double low, @Nullable Double high) {
        return low == null || high == null ? "" : FigureText.bareSeconds(low) + "–" + FigureText.bareSeconds(high);
    }

    /** {@code 41 ms}. */
    public static String millis(@Nullable Double millis) {
        return millis == null ? NOTHING : FigureText.millis(millis);
    }

    /** {@code 1.9 %}. */
    public static String percent(@Nullable Double ratio) {
        return ratio == null ? NOTHING : FigureText.percent(ratio);
    }

    /** {@code 400} or {@code 0.25} of something a second. */
    public static String rate(double perSecond) {
        return FigureText.number(perSecond);
    }

    /** A measured figure in its unit. */
    public static String measured(@Nullable MeasuredFigure measured) {
        if (measured == null) {
            return NOTHING;
        }
        return (isLeast(measured) ? "at least " : "") + inUnit(measured.value(), measured.unit());
    }

    /** Whether the figure is nothing but a lower bound. */
    static boolean isLeast(MeasuredFigure measured) {
        return measured.high() == null && measured.low() != null && measured.low() == measured.value();
    }

    /** The bounds of a measured figure in its unit; empty when none is known, or the figure is one itself. */
    public static String interval(@Nullable MeasuredFigure measured) {
        if (measured == null || isLeast(measured)) {
            return "";
        }
        Double low = measured.low();
        Double high = measured.high();
        if (low != null && high != null) {
            return low.equals(high) ? "" : number(low, measured.unit()) + "–" + inUnit(high, measured.unit());
        }
        if (high != null) {
            return "95 % upper bound " + inUnit(high, measured.unit());
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

    /** {@code 3.42 s}, {@code 1 write}. */
    static String inUnit(double value, String unit) {
        return switch (unit) {
            case "s" -> seconds(value);
            case "ratio" -> percent(value);
            case "" -> number(value, unit);
            default -> number(value, unit) + " " + FigureText.unit(value, unit);
        };
    }

    /** The same without the unit. */
    static String number(double value, String unit) {
        return switch (unit) {
            case "s" -> FigureText.bareSeconds(value);
            case "ratio" -> FigureText.barePercent(value);
            default -> FigureText.number(value);
        };
    }
}
