package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.BracketCoverage;
import dev.crossfire.calibrate.CalibrationReport.ClockDifference;
import dev.crossfire.calibrate.CalibrationReport.OutageGroup;
import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.CalibrationReport.RateResolution;
import dev.crossfire.calibrate.MachineFitness.MachineConditions;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.verdict.RunOutcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats a calibration for people, in 80 columns; what matters most comes last, where the reader looks first. */
public final class CalibrationText {
    private static final String NONE = "-";
    private static final double MILLIS_PER_SECOND = 1000;

    private final CalibrationReport report;
    private final StringBuilder text = new StringBuilder();
    private final Formatter lines = new Formatter(text, Locale.ROOT);

    private CalibrationText(CalibrationReport report) {
        this.report = report;
    }

    /** All of it, ending in a newline. */
    public static String of(CalibrationReport report) {
        CalibrationText page = new CalibrationText(report);
        page.outages();
        page.cells();
        page.resolution();
        page.verdict();
        return page.text.toString();
    }

    /** The verdict alone. */
    public static String verdictOf(CalibrationReport report) {
        CalibrationText page = new CalibrationText(report);
        page.verdict();
        return page.text.toString();
    }

    private void line(String format, Object... values) {
        lines.format(format + "%n", values);
    }

    private void outages() {
        line("  %-10s %-6s %-20s %-7s %9s %9s %11s", "outage", "rate", "actual outage", "", "s", "measured", "bracket");
        for (OutageResult row : report.outages()) {
            line(
                    "%s %-10s %-6s %-20s %-7s %9s %9s %11s",
                    row.covered() ? " " : "✗",
                    row.id(),
                    rate(row.rate()),
                    row.shape().words(),
                    row.withoutOutage() ? "" : row.manner().name().toLowerCase(Locale.ROOT),
                    row.withoutOutage() ? NONE : seconds(row.actualSeconds()),
                    seconds(row.measuredSeconds()),
                    bracket(row));
            if (!row.covered()) {
                line("             %s", row.why());
            }
        }
        line("");
    }

    private static String bracket(OutageResult row) {
        Double low = row.lowSeconds();
        Double high = row.highSeconds();
        Double measured = row.measuredSeconds();
        if (low == null || high == null || measured == null) {
            return NONE;
        }
        return String.format(
                Locale.ROOT,
                "-%.0f +%.0f ms",
                (measured - low) * MILLIS_PER_SECOND,
                (high - measured) * MILLIS_PER_SECOND);
    }

    private void cells() {
        line("  %-6s %-20s %5s %6s %10s %10s %10s", "rate", "actual outage", "n", "covered", "error", "width", "table");
        for (OutageGroup cell : report.cells()) {
            line(
                    "  %-6s %-20s %5d %6d %10s %10s %10s",
                    rate(cell.rate()),
                    cell.shape().words(),
                    cell.outages(),
                    cell.covered(),
                    millis(cell.errorMillis()),
                    millis(cell.widthMillis()),
                    millis(cell.tableMillis()));
        }
        line("");
    }

    private void resolution() {
        line("  Detection limits of this machine: an outage must last at least this long; an abrupt end is");
        line("  then located within:");
        line("  %-6s %12s %12s %15s %14s", "rate", "all fail", "half fail", "a tenth fails", "abrupt end");
        for (RateResolution one : report.resolution()) {
            line(
                    "  %-6s %12s %12s %15s %14s",
                    rate(one.rate()),
                    lasting(one.allSeconds()),
                    lasting(one.halfSeconds()),
                    lasting(one.tenthSeconds()),
                    millis(one.abruptEndMillis()));
        }
        line("");
    }

    private void verdict() {
        BracketCoverage coverage = report.coverage();
        boolean pass = report.outcome() == RunOutcome.PASS;
        line(
                "  %s  calibrate%s · seed %d · %d of %d brackets contain the actual end · %.0f s",
                pass ? "PASS" : "FAIL",
                report.closed() ? " --closed" : "",
                report.seed(),
                coverage.covered(),
                coverage.outages(),
                report.seconds());
        line("");
        check(
                coverage.covered() >= coverage.needed(),
                "%d of %d brackets cover the actual end",
                "at least %d",
                coverage.covered(),
                coverage.outages(),
                coverage.needed());
        widths();
        check(
                report.falseAlarms() == 0,
                "unhealthy intervals seen where no outage was injected: %d",
                "%d",
                report.falseAlarms(),
                0);
        Double lag = report.injector().lagP99Millis();
        if (lag != null) {
            check(
                    !report.injector().saturated(),
                    "99 %% of %,d requests sent within %.1f ms of their intended start",
                    "%s",
                    report.injector().requests(),
                    lag,
                    "50 ms");
        }
        clock();
        if (!pass) {
            line("");
            report.misses().forEach(miss -> line("  ! %s", miss));
        }
    }

    private void widths() {
        Double ratio = report.widths().ratio();
        if (ratio != null) {
            double most = report.widths().atMost();
            check(ratio <= most, "brackets %.2f times as wide as the table's", "at most %.2f", ratio, most);
        }
    }

    private void clock() {
        ClockDifference clock = report.clock();
        if (clock != null) {
            check(
                    !clock.stepped() && clock.errorMillis() <= MachineConditions.MOST_CLOCK_ERROR_MILLIS,
                    "clocks of server and generator agree within %.1f ms; %.1f ms on the way",
                    "at most %.0f ms",
                    clock.errorMillis(),
                    clock.wayMillis(),
                    MachineConditions.MOST_CLOCK_ERROR_MILLIS);
        }
    }

    /** A line with what was found and, from the last of the values, what was expected. */
    private void check(boolean holds, String found, String wanted, Object... values) {
        List<Object> all = List.of(values);
        String left =
                String.format(Locale.ROOT, found, all.subList(0, all.size() - 1).toArray());
        String right = String.format(Locale.ROOT, wanted, all.get(all.size() - 1));
        line("  %s %-62s %s", holds ? "✓" : "✗", left, right);
    }

    /** Three digits: a closed lane's rate follows from its users. */
    private static String rate(Rate rate) {
        double rounded =
                new BigDecimal(rate.perSecond()).round(new MathContext(3)).doubleValue();
        return new Rate(rounded).toString();
    }

    private static String seconds(@Nullable Double seconds) {
        return seconds == null ? NONE : String.format(Locale.ROOT, "%.3f", seconds);
    }

    private static String lasting(@Nullable Double seconds) {
        return seconds == null ? NONE : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? NONE : String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
}
