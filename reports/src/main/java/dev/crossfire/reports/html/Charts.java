package dev.crossfire.reports.html;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.reports.html.ChartData.ChartSeries;
import dev.crossfire.reports.html.ChartData.CloseUpData;
import dev.crossfire.reports.html.ChartData.CohortMeta;
import dev.crossfire.reports.html.ChartData.FaultMarks;
import dev.crossfire.reports.html.ChartData.LoadStep;
import dev.crossfire.reports.html.ChartData.Note;
import dev.crossfire.reports.html.ChartData.RecoveryBracket;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.story.RunStory.DrawnCohort;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what the page's script draws. */
final class Charts {
    private static final int MOST_NOTES = 40;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_NOTE = 120;

    private Charts() {}

    static ChartData of(RunStory story, List<DrawnCohort> cohorts) {
        return new ChartData(
                story.zero().toEpochMilli(),
                seconds(story.end()),
                cohorts.stream()
                        .map(cohort -> new CohortMeta(cohort.name(), cohort.withinMillis()))
                        .toList(),
                ChartSeries.timeline(story.figures().timeline(), cohorts),
                story.verdict().faults().stream()
                        .map(fault -> marks(fault, story))
                        .toList(),
                brackets(story),
                steps(story),
                notes(story),
                closeUps(story, cohorts),
                SystemCharts.impacts(story),
                SystemCharts.of(story),
                RequestTables.curves(story, cohorts));
    }

    private static FaultMarks marks(FaultVerdict fault, RunStory story) {
        Double effective = at(fault.effective(), story);
        Long millis = fault.effectiveUncertaintyMillis();
        double unsure = millis == null ? 0 : millis / 1000.0;
        return new FaultMarks(
                name(fault.id()),
                moments(fault, story, true),
                moments(fault, story, false),
                at(fault.injected(), story),
                effective == null ? null : effective - unsure,
                effective,
                effective == null ? null : effective + unsure,
                at(fault.confirmed(), story),
                at(fault.cleared(), story));
    }

    private static String moments(FaultVerdict fault, RunStory story, boolean all) {
        List<String> moments = new ArrayList<>();
        moment(moments, "injected", all || fault.effective() == null ? fault.injected() : null, story);
        moment(moments, "effective", fault.effective(), story);
        moment(moments, "confirmed", all ? fault.confirmed() : null, story);
        moment(moments, "cleared", fault.cleared(), story);
        return moments.isEmpty() ? "not injected" : String.join(" · ", moments);
    }

    private static void moment(List<String> moments, String what, @Nullable Instant at, RunStory story) {
        if (at != null) {
            moments.add(what + " " + Tables.clock(story.seconds(at)));
        }
    }

    private static List<RecoveryBracket> brackets(RunStory story) {
        List<RecoveryBracket> brackets = new ArrayList<>();
        for (CohortRecovery recovery : story.verdict().recovery()) {
            for (FaultVerdict fault : story.verdict().faults()) {
                Double effective = at(fault.effective(), story);
                Double took = recovery.seconds();
                if (fault.id().equals(recovery.fault()) && effective != null && took != null) {
                    Double low = recovery.low();
                    Double high = recovery.high();
                    brackets.add(new RecoveryBracket(
                            name(fault.id()),
                            name(recovery.cohort()),
                            effective + took,
                            effective + (low == null ? took : low),
                            effective + (high == null ? took : high),
                            MeasuredText.seconds(took)));
                }
            }
        }
        return brackets;
    }

    private static List<LoadStep> steps(RunStory story) {
        List<LoadStep> steps = new ArrayList<>();
        for (Cohort cohort : story.plan().scenario().load().cohorts()) {
            for (Spike spike : cohort.spikes()) {
                steps.add(new LoadStep(
                        name(cohort.name()),
                        seconds(spike.at()),
                        seconds(spike.at().plus(spike.ramp())),
                        seconds(spike.end().minus(spike.ramp())),
                        seconds(spike.end()),
                        name(cohort.name()) + " " + cohort.rate() + " → " + spike.to()));
            }
        }
        return steps;
    }

    private static List<Note> notes(RunStory story) {
        List<Note> notes = new ArrayList<>();
        for (JournalEvent event : story.evidence().journal()) {
            String text = event instanceof JournalEvent.Warning warning
                    ? warning.what()
                    : event instanceof JournalEvent.Aborted aborted
                            ? "stopped: " + aborted.why()
                            : event instanceof JournalEvent.Broken broken ? "error: " + broken.why() : "";
            if (!text.isEmpty() && notes.size() < MOST_NOTES) {
                notes.add(new Note(round(story.seconds(event.at())), Redactor.text(text, LONGEST_NOTE)));
            }
        }
        return notes;
    }

    private static List<CloseUpData> closeUps(RunStory story, List<DrawnCohort> cohorts) {
        return story.figures().closeUps().stream()
                .map(closeUp -> new CloseUpData(
                        name(closeUp.window().fault()),
                        closeUp.window().fromMicros() / 1e6,
                        closeUp.window().toMicros() / 1e6,
                        ChartSeries.timeline(closeUp.timeline(), cohorts),
                        RequestPointKinds.of(closeUp, story.strings(), cohorts)))
                .toList();
    }

    private static @Nullable Double at(@Nullable Instant moment, RunStory story) {
        return moment == null ? null : round(story.seconds(moment));
    }

    private static double seconds(Duration duration) {
        return round(duration.toNanos() / 1e9);
    }

    static double round(double seconds) {
        return ChartSeries.rounded(seconds, 1000);
    }

    static String name(String name) {
        return Redactor.text(name, LONGEST_NAME);
    }
}
