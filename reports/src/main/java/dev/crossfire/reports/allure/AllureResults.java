package dev.crossfire.reports.allure;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.model.PrintableText;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.picture.DrillsPicture;
import dev.crossfire.reports.picture.TimelinePicture;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.Advice;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.FirstSentence;
import dev.crossfire.reports.words.JournalText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the results of a run, or of repeated drills, as a folder that Allure reads. */
public final class AllureResults {
    private static final int LONGEST_TITLE = 400;

    private AllureResults() {}

    /**
     * Writes a run.
     *
     * @param html its report
     * @param markdown its summary
     * @throws IOException when the folder cannot be written; then there is none
     */
    public static void write(Path folder, RunStory story, String html, String markdown) throws IOException {
        Verdict verdict = story.verdict();
        AllureTest test = new AllureTest(verdict, "drill");
        for (ObjectiveVerdict objective : verdict.objectives()) {
            parameter(test, objective, ObjectiveText.measured(verdict, objective));
        }
        new AllureSteps(story).all().forEach(test::step);
        List<JournalEvent> journal = story.evidence().journal();
        Instant start = journal.isEmpty() ? story.zero() : journal.get(0).at();
        Instant stop = start.plus(story.lasted());
        List<String> trace = new ArrayList<>(missed(verdict));
        trace.addAll(Advice.of(story.evidence(), verdict));
        TestResult result = test.result(
                verdict.faults().stream().map(FaultVerdict::kind).distinct().toList(),
                story.plan().scenario().title(),
                FirstSentence.of(story.plan(), verdict),
                trace,
                start,
                stop);
        AllureFolder written = new AllureFolder();
        written.attach(
                "Timeline", "image/svg+xml", ".svg", TimelinePicture.of(story).svg());
        written.attach("Report", "text/html", ".html", html);
        written.attach("Summary", "text/markdown", ".md", markdown);
        written.attach("Journal", "text/plain", ".txt", journal(story));
        environment(written, verdict);
        story.plan().versions().forEach(written::environment);
        written.write(folder, result, verdict);
    }

    /**
     * Writes repeated drills.
     *
     * @param html the report on all of them
     * @param markdown its summary
     * @throws IOException when there is no verdict, or the folder cannot be written
     */
    public static void write(Path folder, RepeatDirectory all, String html, String markdown) throws IOException {
        AllureDrills drills = AllureDrills.of(all);
        Verdict verdict = drills.verdict();
        AllureTest test = new AllureTest(verdict, "repeated-drills");
        test.parameter("repeated", String.valueOf(verdict.drills().requested()), false);
        verdict.objectives().forEach(objective -> parameter(test, objective, ObjectiveText.measured(objective)));
        drills.addTo(test);
        TestResult result = test.result(
                List.of("repeated drills"),
                DrillsText.share(verdict.drills()),
                DrillsText.headline(verdict),
                missed(verdict),
                drills.start(),
                drills.stop());
        AllureFolder written = new AllureFolder();
        written.attach(
                "Timeline", "image/svg+xml", ".svg", DrillsPicture.of(all).svg());
        written.attach("Report", "text/html", ".html", html);
        written.attach("Summary", "text/markdown", ".md", markdown);
        environment(written, verdict);
        drills.versions().forEach(written::environment);
        written.write(folder, result, verdict);
    }

    /** Its figures may differ from run to run of the same test. */
    private static void parameter(AllureTest test, ObjectiveVerdict objective, String measured) {
        test.parameter("objective " + objective.id(), measured + ", target " + ObjectiveText.target(objective), true);
    }

    private static void environment(AllureFolder written, Verdict verdict) {
        written.environment("environment", verdict.environment());
        String system = verdict.systemUnderTest();
        if (system != null) {
            written.environment("system under test", system);
        }
        verdict.labels().forEach(written::environment);
    }

    private static List<String> missed(Verdict verdict) {
        return ObjectiveText.missed(verdict.objectives()).stream()
                .map(objective -> OutcomeMarks.shape(objective.outcome()) + " " + objective.id() + ": "
                        + ObjectiveText.measured(objective) + ", target " + ObjectiveText.target(objective) + "; "
                        + ObjectiveText.why(objective, LONGEST_TITLE))
                .toList();
    }

    private static String journal(RunStory story) {
        StringBuilder lines = new StringBuilder();
        for (JournalEvent event : story.evidence().journal()) {
            JournalText line = JournalText.of(event);
            Duration after = Duration.between(story.zero(), line.at());
            lines.append(String.format(Locale.ROOT, "%10.3f s  %s\n", after.toNanos() / 1e9, line.sentence()));
        }
        String text = PrintableText.lines(lines.toString());
        return text.isEmpty() ? "The journal is empty.\n" : text;
    }
}
