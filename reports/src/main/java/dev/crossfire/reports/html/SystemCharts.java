package dev.crossfire.reports.html;

import dev.crossfire.reports.figures.AlarmIntervals;
import dev.crossfire.reports.figures.SystemFigures;
import dev.crossfire.reports.html.ChartData.ChartSeries;
import dev.crossfire.reports.html.ChartData.DrawnAlarm;
import dev.crossfire.reports.html.ChartData.ImpactData;
import dev.crossfire.reports.html.ChartData.ReachedSeries;
import dev.crossfire.reports.html.ChartData.ServingSeries;
import dev.crossfire.reports.html.ChartData.SystemData;
import dev.crossfire.reports.html.ChartData.UserImpact;
import dev.crossfire.reports.story.Impact;
import dev.crossfire.reports.story.RunStory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Collects the charts of the faults' impact and of the external checks. */
final class SystemCharts {
    /** More alarms than this leave no room for anything else; the table has the others. */
    private static final int MOST_ALARMS = 12;

    private SystemCharts() {}

    static List<ImpactData> impacts(RunStory story) {
        return Impact.of(story).stream()
                .map(impact -> new ImpactData(
                        Charts.name(impact.fault()),
                        impact.users().stream()
                                .map(user -> new UserImpact(
                                        Charts.name(user.cohort()),
                                        Charts.round(user.span().from()),
                                        Charts.round(user.span().to())))
                                .toList(),
                        impact.withoutImpact().stream()
                                .flatMap(span -> List.of(Charts.round(span.from()), Charts.round(span.to())).stream())
                                .toList()))
                .toList();
    }

    static SystemData of(RunStory story) {
        SystemFigures system = story.system();
        int bins = story.figures().timeline().bins().count();
        List<ServingSeries> serving = new ArrayList<>();
        system.serving()
                .forEach((source, seen) ->
                        serving.add(new ServingSeries(Charts.name(source), seen.known(), every(bins, seen::fewest))));
        List<ReachedSeries> reached = new ArrayList<>();
        system.reached()
                .forEach((source, seen) -> reached.add(
                        new ReachedSeries(Charts.name(source), every(bins, bin -> rounded(seen.perSecond(bin))))));
        List<DrawnAlarm> alarms = system.alarms().spans().stream()
                .limit(MOST_ALARMS)
                .map(SystemCharts::alarm)
                .toList();
        return new SystemData(serving, reached, alarms);
    }

    private static DrawnAlarm alarm(AlarmIntervals.AlarmInterval span) {
        Long to = span.toMicros();
        double from = span.fromMicros() / 1e6;
        String name = Charts.name(span.name());
        return to == null
                ? new DrawnAlarm(name, Charts.round(from), null, Tables.clock(from) + ", end not received")
                : new DrawnAlarm(
                        name,
                        Charts.round(from),
                        Charts.round(to / 1e6),
                        ImpactText.span(new Impact.TimeSpan(from, to / 1e6)));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : (Double) ChartSeries.rounded(value, 10);
    }

    private static <T> List<@Nullable T> every(int bins, IntFunction<@Nullable T> figure) {
        List<@Nullable T> all = new ArrayList<>(bins);
        for (int i = 0; i < bins; i++) {
            all.add(figure.apply(i));
        }
        return all;
    }
}
