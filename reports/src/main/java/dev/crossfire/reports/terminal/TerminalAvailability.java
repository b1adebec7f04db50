package dev.crossfire.reports.terminal;

import dev.crossfire.judge.availability.AvailabilityForecast;
import dev.crossfire.judge.availability.FaultDowntime;
import dev.crossfire.model.PrintableText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A forecast of availability for a terminal of 80 columns. */
public final class TerminalAvailability {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double PERCENT = 100;
    private static final int DIGITS = 4;

    private TerminalAvailability() {}

    public static String of(AvailabilityForecast forecast) {
        StringBuilder text = new StringBuilder("\n  " + forecast.outcome() + "  availability of "
                + PrintableText.line(forecast.cohort()) + " over a year\n\n");
        for (FaultDowntime fault : forecast.faults()) {
            text.append("  ").append(PrintableText.line(fault.fault())).append('\n');
            text.append(String.format(
                    Locale.ROOT,
                    "    %s, %s, %s a year (MTBF %s days)%n",
                    recovery(fault),
                    drills(fault),
                    number(fault.perYear()),
                    number(AvailabilityForecast.YEAR.toDays() / fault.perYear())));
        }
        text.append('\n');
        @Nullable Double down = forecast.downSeconds();
        text.append("  downtime      ").append(downtime(forecast)).append('\n');
        if (down != null) {
            text.append("  availability  ")
                    .append(share(down))
                    .append(interval(forecast))
                    .append('\n');
        }
        @Nullable Double budget = forecast.budgetSeconds();
        if (budget != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "  error budget  %.1f min a year (SLO %s)%s%n",
                    budget / SECONDS_PER_MINUTE,
                    forecast.slo(),
                    down == null || budget == 0
                            ? ""
                            : String.format(Locale.ROOT, ", %.1f %% of it used", PERCENT * down / budget)));
        }
        text.append("\n  Assumed: each fault occurs as often as given, goes as in the drills, and none\n")
                .append("  overlaps another; while a cohort is not healthy, all of it counts as down.\n")
                .append("  Intervals are Student's, 95 % for all faults together.\n");
        return text.toString();
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String recovery(FaultDowntime fault) {
        if (fault.mean() == null) {
            return "MTTR not known";
        }
        return fault.high() == null
                ? String.format(Locale.ROOT, "MTTR %.2f s", fault.mean())
                : String.format(Locale.ROOT, "MTTR %.2f s (%.2f–%.2f s)", fault.mean(), fault.low(), fault.high());
    }

    private static String drills(FaultDowntime fault) {
        String known = fault.drills() + (fault.drills() == 1 ? " drill" : " drills");
        return fault.undetermined() == 0 ? known : known + ", " + fault.undetermined() + " without a recovery";
    }

    private static String downtime(AvailabilityForecast forecast) {
        @Nullable Double down = forecast.downSeconds();
        if (down == null) {
            return "not known: a fault has no drill that shows a recovery";
        }
        String mean = String.format(Locale.ROOT, "%.2f min a year", down / SECONDS_PER_MINUTE);
        @Nullable Double high = forecast.high();
        @Nullable Double low = forecast.low();
        return high == null || low == null
                ? mean + "; no interval: each fault needs two drills, all with a recovery"
                : mean
                        + String.format(
                                Locale.ROOT, " (%.2f–%.2f min)", low / SECONDS_PER_MINUTE, high / SECONDS_PER_MINUTE);
    }

    private static String interval(AvailabilityForecast forecast) {
        @Nullable Double high = forecast.high();
        @Nullable Double low = forecast.low();
        return high == null || low == null ? "" : " (" + share(high) + "–" + share(low) + ")";
    }

    private static String share(double downSeconds) {
        return String.format(Locale.ROOT, "%.5f %%", PERCENT * AvailabilityForecast.availability(downSeconds));
    }
}
