package dev.crossfire.reports.html;

import dev.crossfire.reports.figures.NameTable;
import dev.crossfire.reports.html.ChartData.ChartSeries;
import dev.crossfire.reports.html.ChartData.Curve;
import dev.crossfire.reports.html.PageContent.Table;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.story.RunStory.DrawnCohort;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Requests by name, and how their latencies are distributed. */
final class RequestTables {
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NAME = 80;
    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.9, 99.99};
    /** Points for each factor of ten of requests. */
    private static final double STEPS = 20;

    private RequestTables() {}

    static Table names(RunStory story) {
        NameTable names = story.figures().names();
        List<NameTable.RequestRow> all = names.names();
        List<List<String>> rows =
                all.stream().limit(MOST_NAMES).map(row -> name(row, story)).toList();
        String remark = all.size() > MOST_NAMES || names.others() > 0
                ? "The first " + rows.size() + " of " + MeasuredText.count(all.size())
                        + (names.others() > 0 ? " and more" : "") + " names; names with the most errors come first."
                : "";
        return new Table(
                List.of(
                        "cohort",
                        "request",
                        "requests",
                        "errors",
                        "error ratio",
                        "late",
                        "p50",
                        "p95",
                        "p99",
                        "longest"),
                rows,
                remark);
    }

    private static List<String> name(NameTable.RequestRow row, RunStory story) {
        return List.of(
                shown(story.strings().text(row.cohort())),
                shown(story.strings().text(row.name())),
                MeasuredText.count(row.requests()),
                MeasuredText.count(row.errors()),
                MeasuredText.percent((double) row.errors() / row.requests()),
                MeasuredText.count(row.late()),
                MeasuredText.millis(row.latencyMillis(50)),
                MeasuredText.millis(row.latencyMillis(95)),
                MeasuredText.millis(row.latencyMillis(99)),
                MeasuredText.millis(row.latencyMillis(100)));
    }

    static Table percentiles(RunStory story) {
        List<String> heads = new ArrayList<>(List.of("cohort", "requests"));
        for (double percentile : PERCENTILES) {
            heads.add(String.format(Locale.ROOT, percentile == Math.rint(percentile) ? "p%.0f" : "p%s", percentile));
        }
        heads.add("longest");
        return new Table(
                heads,
                story.figures().names().cohorts().stream()
                        .map(row -> percentiles(row, story))
                        .toList(),
                "");
    }

    private static List<String> percentiles(NameTable.RequestRow row, RunStory story) {
        List<String> cells =
                new ArrayList<>(List.of(shown(story.strings().text(row.cohort())), MeasuredText.count(row.requests())));
        for (double percentile : PERCENTILES) {
            // One request in a thousand cannot be shown with fewer than a thousand.
            boolean enough = row.requests() >= Math.round(100 / (100 - percentile));
            cells.add(enough ? MeasuredText.millis(row.latencyMillis(percentile)) : MeasuredText.NOTHING);
        }
        cells.add(MeasuredText.millis(row.latencyMillis(100)));
        return cells;
    }

    /** A curve for each cohort that is drawn; empty for one without requests. */
    static List<Curve> curves(RunStory story, List<DrawnCohort> cohorts) {
        return cohorts.stream()
                .map(cohort -> story.figures().names().cohorts().stream()
                        .filter(row -> row.cohort() == cohort.id())
                        .findFirst()
                        .map(RequestTables::curve)
                        .orElse(new Curve(List.of())))
                .toList();
    }

    /** From all requests to the slowest one: one in {@code x} takes longer than so many milliseconds. */
    private static Curve curve(NameTable.RequestRow row) {
        List<Double> points = new ArrayList<>();
        for (int step = 0; Math.pow(10, step / STEPS) < row.requests(); step++) {
            add(points, Math.pow(10, step / STEPS), row);
        }
        add(points, (double) row.requests(), row);
        return new Curve(points);
    }

    private static void add(List<Double> points, double one, NameTable.RequestRow row) {
        points.add(ChartSeries.rounded(one, 1000));
        points.add(ChartSeries.rounded(Math.max(0.1, row.latencyMillis(100 - 100 / one)), 100));
    }

    private static String shown(String text) {
        return Redactor.text(text, LONGEST_NAME);
    }
}
