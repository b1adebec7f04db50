package dev.crossfire.reports;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.evidence.WholeFile;
import dev.crossfire.model.Invocation;
import dev.crossfire.model.Outcome;
import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import dev.crossfire.model.Verdict.Recovery;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.Advice;
import dev.crossfire.reports.words.CommandText;
import dev.crossfire.reports.words.Discreet;
import dev.crossfire.reports.words.Goal;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.LabelText;
import dev.crossfire.reports.words.LoadText;
import dev.crossfire.reports.words.Markdown;
import dev.crossfire.reports.words.Marks;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.Say;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.util.List;

/** A few lines of Markdown for a pull request. */
public final class SummaryFormat implements Format {
    private static final int LONGEST_WHY = 400;
    /** A comment must stay readable; the rest is in the report. */
    private static final int MOST_ROWS = 30;

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
        RunStory story = RunStory.withoutRequests(run);
        WholeFile.write(run.file(fileName()), text(story.evidence(), story.verdict()));
    }

    private static String text(Evidence evidence, Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append("### ").append(Marks.shape(verdict.outcome())).append(' ');
        text.append(Marks.word(verdict.outcome())).append(": ");
        text.append(Markdown.safe(verdict.scenario())).append("\n\n");
        LoadText.underLoad(verdict)
                .ifPresent(who -> text.append(Markdown.safe(who)).append("\n\n"));
        text.append(Markdown.safe(Headline.of(verdict))).append("\n\n");
        objectives(verdict, text);
        recovery(verdict, text);
        for (String advice : Advice.of(evidence, verdict)) {
            text.append("- ").append(Markdown.safe(advice)).append('\n');
        }
        text.append("\nEnvironment ").append(Markdown.safe(verdict.environment()));
        text.append(", seed ")
                .append(verdict.seed())
                .append(", ")
                .append(Headline.tally(verdict))
                .append(". ");
        text.append("The whole story is in `report.html` of run ")
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

    private static void objectives(Verdict verdict, StringBuilder text) {
        text.append("| | Objective | Measured | Target | Why |\n|---|---|---|---|---|\n");
        verdict.objectives().stream()
                .limit(MOST_ROWS)
                .forEach(objective -> row(
                        text,
                        List.of(
                                Marks.shape(objective.outcome()) + " " + Marks.plain(objective.outcome()),
                                objective.id(),
                                ObjectiveText.measured(objective),
                                ObjectiveText.target(objective),
                                why(objective))));
        more(verdict.objectives().size(), text);
    }

    private static String why(ObjectiveVerdict objective) {
        String by = objective.outcome() == Outcome.FAIL
                ? Goal.missed(objective).map(much -> much + ": ").orElse("")
                : "";
        return by + Discreet.text(objective.why(), LONGEST_WHY);
    }

    private static void recovery(Verdict verdict, StringBuilder text) {
        if (verdict.recovery().isEmpty()) {
            return;
        }
        text.append(
                "| Fault | Cohort | State | Well again after | Bracket | Bad requests |\n|---|---|---|---|---|---|\n");
        for (Recovery recovery : verdict.recovery().stream().limit(MOST_ROWS).toList()) {
            String bracket = Say.bracket(recovery.low(), recovery.high());
            row(
                    text,
                    List.of(
                            recovery.fault(),
                            recovery.cohort(),
                            Marks.plain(recovery.state()),
                            Say.seconds(recovery.seconds()),
                            bracket.isEmpty() ? Say.NOTHING : bracket + " s",
                            Say.count(recovery.badRequests())));
        }
        more(verdict.recovery().size(), text);
    }

    private static void more(int rows, StringBuilder text) {
        text.append(rows > MOST_ROWS ? "\nand " + (rows - MOST_ROWS) + " more\n\n" : "\n");
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append('|');
        cells.forEach(cell -> text.append(' ').append(Markdown.safe(cell)).append(" |"));
        text.append('\n');
    }
}
