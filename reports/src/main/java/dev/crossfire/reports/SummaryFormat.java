package dev.crossfire.reports;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Invocation;
import dev.crossfire.model.Plan;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.repeat.RepeatSummary;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.Advice;
import dev.crossfire.reports.words.CommandText;
import dev.crossfire.reports.words.FirstSentence;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.LabelText;
import dev.crossfire.reports.words.LoadText;
import dev.crossfire.reports.words.Markdown;
import dev.crossfire.reports.words.Markdown.MarkdownTable;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A few lines of Markdown for a pull request. */
public final class SummaryFormat implements Format {
    private static final int LONGEST_WHY = 400;
    private static final List<String> OBJECTIVE = List.of("", "Objective", "Measured", "Target", "Why");
    private static final List<String> RECOVERY =
            List.of("Fault", "Cohort", "State", "Recovered after", "Bracket", "Bad requests");

    @Override
    public String name() {
        return "summary";
    }

    @Override
    public String fileName() {
        return "summary.md";
    }

    @Override
    public void write(RunDirectory run) throws IOException {
        AtomicFile.write(run.file(fileName()), text(RunStory.withoutRequests(run)));
    }

    @Override
    public void write(RepeatDirectory all) throws IOException {
        AtomicFile.write(all.file(fileName()), RepeatSummary.text(all));
    }

    /** The summary of a run. */
    static String text(RunStory story) {
        Evidence evidence = story.evidence();
        Verdict verdict = story.verdict();
        StringBuilder text = new StringBuilder();
        text.append("### ").append(OutcomeMarks.marked(verdict.outcome())).append(": ");
        text.append(Markdown.safe(verdict.scenario())).append("\n\n");
        LoadText.systemUnderTest(verdict)
                .ifPresent(who -> text.append(Markdown.safe(who)).append("\n\n"));
        LoadText.cluster(verdict)
                .ifPresent(where -> text.append(Markdown.safe(where)).append("\n\n"));
        text.append("**")
                .append(Markdown.safe(FirstSentence.of(evidence.plan(), verdict)))
                .append("**\n\n");
        text.append(Markdown.safe(Headline.of(verdict))).append("\n\n");
        List<String> advice = Advice.of(evidence, verdict);
        advice.forEach(line -> text.append("- ").append(Markdown.safe(line)).append('\n'));
        text.append(advice.isEmpty() ? "" : "\n");
        objectives(evidence.plan(), verdict, text);
        recovery(verdict, text);
        text.append(Markdown.picture(SvgFormat.FILE));
        text.append("Full report: [report.html](report.html). Environment ");
        text.append(Markdown.safe(verdict.environment()));
        text.append(", seed ")
                .append(verdict.seed())
                .append(", ")
                .append(Headline.tally(evidence.plan(), verdict))
                .append(", run ")
                .append(Markdown.safe(verdict.run()))
                .append(".\n");
        text.append(LabelText.markdown(verdict.labels()));
        Invocation typed = evidence.plan().invocation();
        if (typed != null) {
            text.append("\nTo repeat it:\n\n")
                    .append(Markdown.code(CommandText.of(typed).line()));
        }
        return text.toString();
    }

    /** Failures first, then what is inconclusive; passes are folded. */
    private static void objectives(Plan plan, Verdict verdict, StringBuilder text) {
        List<List<String>> open = rows(plan, verdict, ObjectiveText.missed(verdict.objectives()));
        List<List<String>> held = rows(
                plan,
                verdict,
                verdict.objectives().stream()
                        .filter(objective -> objective.outcome() == Outcome.PASS)
                        .toList());
        text.append(new MarkdownTable(OBJECTIVE, open).open());
        text.append(
                new MarkdownTable(OBJECTIVE, held).folded(MeasuredText.count(held.size(), "objective") + " passed"));
    }

    private static List<List<String>> rows(Plan plan, Verdict verdict, List<ObjectiveVerdict> objectives) {
        return objectives.stream()
                .map(objective -> List.of(
                        ObjectiveText.applies(plan, objective)
                                ? OutcomeMarks.shape(objective.outcome()) + " "
                                        + OutcomeMarks.plain(objective.outcome())
                                : "– not applicable",
                        objective.id(),
                        ObjectiveText.measured(verdict, objective),
                        ObjectiveText.target(objective),
                        ObjectiveText.why(objective, LONGEST_WHY)))
                .toList();
    }

    private static void recovery(Verdict verdict, StringBuilder text) {
        Map<Boolean, List<List<String>>> rows = verdict.recovery().stream()
                .collect(Collectors.partitioningBy(
                        recovery -> recovery.state() == RecoveryState.NO_IMPACT,
                        Collectors.mapping(SummaryFormat::row, Collectors.toList())));
        List<List<String>> unharmed = rows.getOrDefault(true, List.of());
        text.append(new MarkdownTable(RECOVERY, rows.getOrDefault(false, List.of())).open());
        text.append(new MarkdownTable(RECOVERY, unharmed)
                .folded("Stayed healthy (" + MeasuredText.count(unharmed.size(), "row") + ")"));
    }

    private static List<String> row(CohortRecovery recovery) {
        String bracket = MeasuredText.bracket(recovery.low(), recovery.high());
        return List.of(
                recovery.fault(),
                recovery.cohort(),
                OutcomeMarks.state(recovery.state()),
                MeasuredText.seconds(recovery.seconds()),
                bracket.isEmpty() ? MeasuredText.NOTHING : bracket + " s",
                MeasuredText.count(recovery.badRequests()));
    }
}
