package dev.crossfire.reports.html;

import dev.crossfire.reports.figures.Bins;
import dev.crossfire.reports.figures.CohortBins;
import dev.crossfire.reports.figures.RequestTimeline;
import dev.crossfire.reports.html.ChartData.CohortSeries;
import dev.crossfire.reports.html.ChartData.TimeSeries;
import dev.crossfire.reports.story.DrawnCohort;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns counted bins into what the script draws, in as few digits as a screen can show. */
final class ChartSeries {
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
