package dev.crossfire.reports.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script draws; times in seconds after t = 0, latencies in milliseconds, rates a second, ratios 0 to 1.
 *
 * @param zeroMillis t = 0, milliseconds since the epoch
 * @param end the end of the time axis
 * @param brackets where recovery ended
 */
public record ChartData(
        long zeroMillis,
        double end,
        List<CohortMeta> cohorts,
        Series timeline,
        List<FaultMarks> faults,
        List<Bracket> brackets,
        List<LoadStep> steps,
        List<Note> notes,
        List<CloseUpData> closeUps) {

    /** A cohort; {@code withinMillis} is L, null when there is none. */
    public record CohortMeta(String name, @Nullable Double withinMillis) {}

    /** Bins and, for each cohort, its figures in them. */
    public record Series(double width, List<Double> x, List<CohortSeries> cohorts) {}

    /** One cohort's figures by bin; null where nothing was sent. */
    public record CohortSeries(
            List<Double> offered,
            List<Double> completed,
            List<@Nullable Double> errors,
            List<@Nullable Double> p50,
            List<@Nullable Double> p95,
            List<@Nullable Double> p99) {}

    /** A fault's moments; null for one that did not come. It was down as of some moment between from and to. */
    public record FaultMarks(
            String id,
            @Nullable Double asked,
            @Nullable Double downFrom,
            @Nullable Double down,
            @Nullable Double downTo,
            @Nullable Double proof,
            @Nullable Double gone) {}

    /** When a cohort was well again. */
    public record Bracket(String fault, String cohort, double at, double low, double high, String text) {}

    /** A stretch in which a cohort's rate is above its base. */
    public record LoadStep(String cohort, double from, double full, double fallFrom, double to, String text) {}

    /** Something said about the run at a moment. */
    public record Note(double at, String text) {}

    /** A fault's window. */
    public record CloseUpData(String fault, double from, double to, Series fine, List<ShotKind> kinds) {}

    /**
     * Requests of one outcome.
     *
     * @param fate as {@code error}
     * @param points start, latency, cohort's index; one after the other
     */
    public record ShotKind(String name, String fate, List<Double> points) {}
}
