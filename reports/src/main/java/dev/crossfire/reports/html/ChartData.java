package dev.crossfire.reports.html;

import dev.crossfire.reports.figures.Bins;
import dev.crossfire.reports.figures.CohortBins;
import dev.crossfire.reports.figures.RequestTimeline;
import dev.crossfire.reports.story.RunStory.DrawnCohort;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script draws; times in seconds after t = 0, latencies in milliseconds, rates a second, ratios 0 to 1.
 *
 * @param zeroMillis t = 0, milliseconds since the epoch
 * @param end the end of the time axis
 * @param brackets where recovery ended
 * @param impacts the impact of each fault that took effect
 * @param system the results of external checks, in the bins of the timeline
 * @param curves how latencies are distributed, in the order of the cohorts
 */
public record ChartData(
        long zeroMillis,
        double end,
        List<CohortMeta> cohorts,
        TimeSeries timeline,
        List<FaultMarks> faults,
        List<RecoveryBracket> brackets,
        List<LoadStep> steps,
        List<Note> notes,
        List<CloseUpData> closeUps,
        List<ImpactData> impacts,
        SystemData system,
        List<Curve> curves) {

    /** A cohort; {@code withinMillis} is L, null when there is none. */
    public record CohortMeta(String name, @Nullable Double withinMillis) {}

    /** Bins and, for each cohort, its figures in them. */
    public record TimeSeries(double width, List<Double> x, List<CohortSeries> cohorts) {}

    /** One cohort's figures by bin; null where nothing was sent. */
    public record CohortSeries(
            List<Double> offered,
            List<Double> completed,
            List<@Nullable Double> errors,
            List<@Nullable Double> p50,
            List<@Nullable Double> p95,
            List<@Nullable Double> p99,
            List<Double> inFlight) {}

    /**
     * A fault's moments; null for one that did not come. It took effect at some moment between from and to.
     *
     * @param text the moments as they are read
     * @param brief the same where there is little room: when it took effect and when it was cleared
     */
    public record FaultMarks(
            String id,
            String text,
            String brief,
            @Nullable Double injected,
            @Nullable Double effectiveFrom,
            @Nullable Double effective,
            @Nullable Double effectiveTo,
            @Nullable Double confirmed,
            @Nullable Double cleared) {}

    /** When a cohort had recovered. */
    public record RecoveryBracket(String fault, String cohort, double at, double low, double high, String text) {}

    /** An interval in which a cohort's rate is above its base. */
    public record LoadStep(String cohort, double from, double full, double fallFrom, double to, String text) {}

    /** A note about the run at a moment. */
    public record Note(double at, String text) {}

    /** A fault's window. */
    public record CloseUpData(String fault, double from, double to, TimeSeries fine, List<PointKind> kinds) {}

    /**
     * Requests of one outcome.
     *
     * @param outcome as {@code error}
     * @param points start, latency, cohort's index; one after the other
     */
    public record PointKind(String name, String outcome, List<Double> points) {}

    /** When a fault impacted users, and when it was in effect and did not. */
    public record ImpactData(String fault, List<UserImpact> users, List<Double> withoutImpact) {}

    /** An interval in which a cohort, by its name, was impacted. */
    public record UserImpact(String cohort, double from, double to) {}

    /** The results of external checks. */
    public record SystemData(List<ServingSeries> serving, List<ReachedSeries> reached, List<DrawnAlarm> alarms) {}

    /** Replicas that serve, the fewest in each bin; null where no source reported it. */
    public record ServingSeries(String source, int known, List<@Nullable Integer> fewest) {}

    /** Requests a second that reached the system; null where no source reported it. */
    public record ReachedSeries(String source, List<@Nullable Double> perSecond) {}

    /** An alarm; {@code to} is null when its end was not recorded. */
    public record DrawnAlarm(
            String name, double from, @Nullable Double to, String text) {}

    /** One in {@code x} requests took longer than {@code y} milliseconds: x and y, one after the other. */
    public record Curve(List<Double> points) {}

    /** Turns counted bins into what the script draws, in as few digits as a screen can show. */
    static final class ChartSeries {
        private ChartSeries() {}

        static TimeSeries timeline(RequestTimeline timeline, List<DrawnCohort> cohorts) {
            Bins bins = timeline.bins();
            List<Double> x = IntStream.range(0, bins.count())
                    .mapToObj(i -> rounded(bins.middleSeconds(i), 1000))
                    .toList();
            List<CohortSeries> drawn = cohorts.stream()
                    .map(cohort -> cohort(bins, timeline.cohort(cohort.id())))
                    .toList();
            return new TimeSeries(bins.widthSeconds(), x, drawn);
        }

        static double rounded(double value, double steps) {
            return Math.round(value * steps) / steps;
        }

        private static CohortSeries cohort(Bins bins, @Nullable CohortBins cohort) {
            if (cohort == null) {
                return new CohortSeries(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
            }
            double[] inFlight = cohort.inFlight();
            return new CohortSeries(
                    every(bins, i -> rounded(cohort.offered(i) / bins.widthSeconds(i), 10)),
                    every(bins, i -> rounded(cohort.completed(i) / bins.widthSeconds(i), 10)),
                    maybe(bins, i -> cohort.errorRatio(i), 10_000),
                    maybe(bins, i -> cohort.latencyMillis(i, 50), 100),
                    maybe(bins, i -> cohort.latencyMillis(i, 95), 100),
                    maybe(bins, i -> cohort.latencyMillis(i, 99), 100),
                    every(bins, i -> rounded(inFlight[i], 100)));
        }

        private static List<Double> every(Bins bins, IntFunction<Double> figure) {
            return IntStream.range(0, bins.count()).mapToObj(figure).toList();
        }

        private static List<@Nullable Double> maybe(Bins bins, IntFunction<@Nullable Double> figure, double steps) {
            List<@Nullable Double> all = new ArrayList<>(bins.count());
            for (int i = 0; i < bins.count(); i++) {
                Double value = figure.apply(i);
                all.add(value == null ? null : rounded(value, steps));
            }
            return all;
        }
    }
}
