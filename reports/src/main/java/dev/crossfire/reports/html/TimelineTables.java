package dev.crossfire.reports.html;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.reports.figures.AlarmIntervals;
import dev.crossfire.reports.figures.Bins;
import dev.crossfire.reports.figures.CohortBins;
import dev.crossfire.reports.figures.RequestTimeline;
import dev.crossfire.reports.figures.SystemFigures;
import dev.crossfire.reports.html.PageContent.Table;
import dev.crossfire.reports.story.Impact;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.story.RunStory.DrawnCohort;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.FigureText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables below the timeline: every figure and every event that is drawn. */
final class TimelineTables {
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_TEXT = 160;

    private TimelineTables() {}

    static Table users(RequestTimeline timeline, List<DrawnCohort> cohorts) {
        Bins bins = timeline.bins();
        List<double[]> inFlight = cohorts.stream()
                .map(cohort -> timeline.cohort(cohort.id()))
                .map(cohort -> cohort == null ? new double[bins.count()] : cohort.inFlight())
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < bins.count(); i++) {
            for (int c = 0; c < cohorts.size(); c++) {
                CohortBins cohort = timeline.cohort(cohorts.get(c).id());
                rows.add(bin(bins, i, cohorts.get(c).name(), cohort, inFlight.get(c)[i]));
            }
        }
        return new Table(
                List.of("from", "cohort", "offered/s", "correct/s", "errors", "p50", "p95", "p99", "in flight"),
                rows,
                "");
    }

    private static List<String> bin(Bins bins, int i, String name, @Nullable CohortBins cohort, double inFlight) {
        String from = Tables.clock(bins.startSeconds(i));
        if (cohort == null || cohort.offered(i) + cohort.completed(i) == 0) {
            return List.of(from, name, "0", "0", "", "", "", "", digits(inFlight));
        }
        return List.of(
                from,
                name,
                digits(cohort.offered(i) / bins.widthSeconds(i)),
                digits(cohort.completed(i) / bins.widthSeconds(i)),
                MeasuredText.percent(cohort.errorRatio(i)),
                MeasuredText.millis(cohort.latencyMillis(i, 50)),
                MeasuredText.millis(cohort.latencyMillis(i, 95)),
                MeasuredText.millis(cohort.latencyMillis(i, 99)),
                digits(inFlight));
    }

    /** Replicas serving and requests that reached the system; without rows when there were no external checks. */
    static Table system(RunStory story) {
        SystemFigures system = story.system();
        Bins bins = story.figures().timeline().bins();
        List<String> heads = new ArrayList<>(List.of("from"));
        system.serving().forEach((source, serving) -> heads.add("replicas serving, " + name(source)));
        system.reached().keySet().forEach(source -> heads.add("requests/s that reached the system, " + name(source)));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; heads.size() > 1 && i < bins.count(); i++) {
            int bin = i;
            List<String> row = new ArrayList<>(List.of(Tables.clock(bins.startSeconds(i))));
            system.serving().values().forEach(serving -> {
                Integer fewest = serving.fewest(bin);
                row.add(fewest == null ? MeasuredText.NOTHING : fewest + " of " + serving.known());
            });
            system.reached().values().forEach(reached -> {
                Double rate = reached.perSecond(bin);
                row.add(rate == null ? MeasuredText.NOTHING : digits(rate));
            });
            rows.add(row);
        }
        return new Table(heads, rows, "");
    }

    private record TimelineRow(double at, List<String> row) {}

    /** Load steps, moments of faults, impact on users, alarms and notes, in the order of time. */
    static Table events(RunStory story) {
        List<TimelineRow> events = new ArrayList<>();
        for (Cohort cohort : story.plan().scenario().load().cohorts()) {
            for (Spike spike : cohort.spikes()) {
                double from = spike.at().toNanos() / 1e9;
                double to = spike.end().toNanos() / 1e9;
                add(events, from, to, "load", name(cohort.name()) + " planned " + cohort.rate() + " → " + spike.to());
            }
        }
        for (FaultVerdict fault : story.verdict().faults()) {
            moment(events, fault.injected(), fault, "injected", story);
            moment(events, fault.effective(), fault, "effective", story);
            moment(events, fault.confirmed(), fault, "confirmed", story);
            moment(events, fault.cleared(), fault, "cleared", story);
        }
        for (Impact impact : Impact.of(story)) {
            String fault = name(impact.fault());
            impact.users()
                    .forEach(user -> add(
                            events,
                            user.span().from(),
                            user.ended() ? user.span().to() : null,
                            "users impacted",
                            name(user.cohort()) + ", " + fault));
            impact.withoutImpact()
                    .forEach(span -> add(events, span.from(), span.to(), "in effect, no measurable impact", fault));
        }
        for (AlarmIntervals.AlarmInterval alarm : story.system().alarms().spans()) {
            Long to = alarm.toMicros();
            String name = Redactor.text(alarm.name(), LONGEST_TEXT) + " (" + name(alarm.source()) + ")";
            add(events, alarm.fromMicros() / 1e6, to == null ? null : to / 1e6, "alarm", name);
        }
        for (JournalEvent.Warning warning : story.evidence().events(JournalEvent.Warning.class)) {
            add(events, story.seconds(warning.at()), null, "note", Redactor.text(warning.what(), LONGEST_TEXT));
        }
        events.sort(Comparator.comparingDouble(TimelineRow::at));
        return new Table(
                List.of("from", "until", "event", "fault or cohort"),
                events.stream().map(TimelineRow::row).toList(),
                remark(story.system().alarms().leftOut()));
    }

    private static String remark(int leftOut) {
        return leftOut == 0 ? "" : MeasuredText.count(leftOut, "further alarm") + " left out.";
    }

    private static void moment(
            List<TimelineRow> events, @Nullable Instant at, FaultVerdict fault, String what, RunStory story) {
        if (at != null) {
            add(events, story.seconds(at), null, "fault " + what, name(fault.id()));
        }
    }

    private static void add(List<TimelineRow> events, double from, @Nullable Double to, String what, String of) {
        String until = to == null ? "" : Tables.clock(to);
        events.add(new TimelineRow(from, List.of(Tables.clock(from), until, what, of)));
    }

    private static String digits(double value) {
        return FigureText.number(value);
    }

    private static String name(String name) {
        return Redactor.text(name, LONGEST_NAME);
    }
}
