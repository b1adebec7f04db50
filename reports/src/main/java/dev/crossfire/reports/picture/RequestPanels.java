package dev.crossfire.reports.picture;

import dev.crossfire.model.HealthCriteria;
import dev.crossfire.reports.figures.Bins;
import dev.crossfire.reports.figures.CohortBins;
import dev.crossfire.reports.figures.RequestTimeline;
import dev.crossfire.reports.picture.Canvas.Anchor;
import dev.crossfire.reports.picture.Canvas.Box;
import dev.crossfire.reports.picture.Canvas.Lettering;
import dev.crossfire.reports.picture.Canvas.Pen;
import dev.crossfire.reports.picture.Canvas.Point;
import dev.crossfire.reports.picture.Panel.LegendEntry;
import dev.crossfire.reports.story.RunStory.DrawnCohort;
import dev.crossfire.spi.FigureText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The charts of what users sent and got: rates, errors and latencies on one time axis. */
final class RequestPanels {
    private static final double PERCENTILE = 95;
    private static final double[] SHARES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};
    private static final int MOST_LIMITS = 3;

    private final Canvas canvas;
    private final Axis time;
    private final Bins bins;
    private final List<DrawnCohort> cohorts;
    private final RequestTimeline timeline;
    private final double[] moments;

    RequestPanels(Canvas canvas, Axis time, RequestTimeline timeline, List<DrawnCohort> cohorts) {
        this.canvas = canvas;
        this.time = time;
        this.timeline = timeline;
        this.cohorts = cohorts;
        bins = timeline.bins();
        moments = new double[bins.count()];
        for (int i = 0; i < moments.length; i++) {
            moments[i] = bins.middleSeconds(i);
        }
    }

    /** What was to be sent and what was answered correctly, all users together; the gap between the two is marked. */
    void rates(Box box) {
        double[] offered = new double[bins.count()];
        double[] completed = new double[bins.count()];
        double largest = 0;
        for (int i = 0; i < offered.length; i++) {
            for (int id : timeline.senders()) {
                CohortBins cohort = Objects.requireNonNull(timeline.cohort(id));
                offered[i] += cohort.offered(i) / bins.widthSeconds(i);
                completed[i] += cohort.completed(i) / bins.widthSeconds(i);
            }
            largest = Math.max(largest, Math.max(offered[i], completed[i]));
        }
        Panel panel = new Panel(canvas, box, time, Axis.upTo(largest, box.bottom(), box.top()));
        Pen sent = new Pen(Palette.COUNT, Palette.THIN, List.of(4, 3));
        Pen answered = new Pen(Palette.COUNT, Palette.THICK);
        panel.frame(
                "requests a second",
                List.of(
                        new LegendEntry("to be sent", sent),
                        new LegendEntry("answered correctly", answered),
                        new LegendEntry("missing", new Pen("#e0ab9f", 9))),
                panel.value().thirds());
        if (largest == 0) {
            panel.empty("no request was recorded");
            return;
        }
        double[] lower = new double[offered.length];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Math.min(offered[i], completed[i]);
        }
        panel.between(moments, offered, lower, Palette.HARM, 0.4);
        panel.series(moments, boxed(offered), sent);
        panel.series(moments, boxed(completed), answered);
    }

    /** The share of wrong answers or none, by cohort. */
    void errors(Box box) {
        double largest = values(CohortBins::errorRatio).max(Double::compare).orElse(0.0);
        double top = 1;
        for (int i = SHARES.length - 1; i >= 0 && SHARES[i] >= largest; i--) {
            top = SHARES[i];
        }
        Panel panel = new Panel(canvas, box, time, new Axis(0, top, box.bottom(), box.top(), false));
        panel.frame("errors", legend(), panel.value().shares());
        draw(panel, CohortBins::errorRatio);
        if (largest == 0 && !cohorts.isEmpty()) {
            panel.empty("no errors");
        }
    }

    /** The latency that 95 % do not exceed, by cohort, with L where it applies. */
    void latencies(Box box) {
        BiFunction<CohortBins, Integer, @Nullable Double> latency =
                (cohort, bin) -> cohort.latencyMillis(bin, PERCENTILE);
        List<Double> limits = cohorts.stream()
                .map(DrawnCohort::withinMillis)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_LIMITS)
                .toList();
        double smallest = Stream.concat(values(latency), limits.stream())
                .min(Double::compare)
                .orElse(1.0);
        double largest = Stream.concat(values(latency), limits.stream())
                .max(Double::compare)
                .orElse(1000.0);
        Panel panel = new Panel(canvas, box, time, Axis.decades(smallest, largest, box.bottom(), box.top()));
        panel.frame(
                "latency, 95 % at most (logarithmic)", legend(), panel.value().latencies());
        limits(panel);
        draw(panel, latency);
    }

    private void limits(Panel panel) {
        for (int i = 0; i < cohorts.size(); i++) {
            HealthCriteria healthy = cohorts.get(i).healthy();
            Double within = cohorts.get(i).withinMillis();
            if (healthy != null && within != null && i < MOST_LIMITS) {
                String colour = Palette.cohort(i).colour();
                double y = panel.value().position(within);
                canvas.line(
                        panel.box().left(), y, panel.box().right(), y, new Pen(colour, Palette.THIN, List.of(1, 4)));
                String text = cohorts.get(i).name() + " late above " + FigureText.written(healthy.within());
                canvas.text(
                        new Point(panel.box().right() - 4, i % 2 == 0 ? y - 3 : y + 11),
                        TextFit.cut(text, 11, 260),
                        new Lettering(colour, 11, false, Anchor.END));
            }
        }
    }

    private List<LegendEntry> legend() {
        List<LegendEntry> entries = new ArrayList<>();
        for (int i = 0; i < cohorts.size(); i++) {
            entries.add(new LegendEntry(cohorts.get(i).name(), Palette.cohort(i)));
        }
        return entries;
    }

    private void draw(Panel panel, BiFunction<CohortBins, Integer, @Nullable Double> figure) {
        for (int i = cohorts.size() - 1; i >= 0; i--) {
            CohortBins cohort = timeline.cohort(cohorts.get(i).id());
            if (cohort != null) {
                List<@Nullable Double> values = new ArrayList<>();
                for (int bin = 0; bin < bins.count(); bin++) {
                    values.add(figure.apply(cohort, bin));
                }
                panel.series(moments, values, Palette.cohort(i));
            }
        }
    }

    private Stream<Double> values(BiFunction<CohortBins, Integer, @Nullable Double> figure) {
        List<Double> values = new ArrayList<>();
        for (DrawnCohort drawn : cohorts) {
            CohortBins cohort = timeline.cohort(drawn.id());
            for (int bin = 0; cohort != null && bin < bins.count(); bin++) {
                Double value = figure.apply(cohort, bin);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values.stream();
    }

    private static List<@Nullable Double> boxed(double[] values) {
        List<@Nullable Double> boxed = new ArrayList<>();
        for (double value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
