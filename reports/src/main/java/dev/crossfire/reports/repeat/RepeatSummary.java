package dev.crossfire.reports.repeat;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.model.verdict.Drills.Drill;
import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.CommandText;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.LabelText;
import dev.crossfire.reports.words.Markdown;
import dev.crossfire.reports.words.Markdown.MarkdownTable;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A few lines of Markdown for a pull request. */
public final class RepeatSummary {
    private static final int LONGEST_WHY = 200;

    private RepeatSummary() {}

    /** The drills of a folder whose verdict has been reached. */
    public static String text(RepeatDirectory all) throws IOException {
        return text(all.verdict(), CommandText.line(all.repeat().invocation()));
    }

    private static String text(Verdict verdict, String command) {
        StringBuilder text = new StringBuilder("### ")
                .append(OutcomeMarks.marked(verdict.outcome()))
                .append(": ")
                .append(Markdown.safe(verdict.scenario()))
                .append("\n\n")
                .append(Markdown.safe(DrillsText.headline(verdict)))
                .append(' ')
                .append(Markdown.safe(DrillsText.share(verdict.drills())))
                .append("\n\n");
        Map<Boolean, List<List<String>>> objectives = byPass(
                verdict.objectives(), objective -> objective.outcome() == Outcome.PASS, RepeatSummary::objective);
        two(text, List.of("", "Objective", "Median of drills", "Target", "Why"), objectives, "objective");
        text.append(new MarkdownTable(List.of("Recovery", "Seconds", "Median", "p90"), recoveries(verdict)).open());
        Map<Boolean, List<List<String>>> drills =
                byPass(verdict.drills().drills(), drill -> drill.outcome() == RunOutcome.PASS, RepeatSummary::drill);
        two(text, List.of("", "Drill", "Why"), drills, "drill");
        return text.append(Markdown.picture("timeline.svg"))
                .append(
                        "Full report: [report.html](report.html); each drill has a report of its own in its folder. Environment ")
                .append(Markdown.safe(verdict.environment()))
                .append(", seed ")
                .append(verdict.seed())
                .append(".\n")
                .append(LabelText.markdown(verdict.labels()))
                .append(command.isEmpty() ? "" : "\nTo repeat it:\n\n" + Markdown.code(command))
                .toString();
    }

    private static <T> Map<Boolean, List<List<String>>> byPass(
            List<T> all, Predicate<T> passed, Function<T, List<String>> row) {
        return all.stream().collect(Collectors.partitioningBy(passed, Collectors.mapping(row, Collectors.toList())));
    }

    /** What did not pass, open; what passed, folded. */
    private static void two(
            StringBuilder text, List<String> heads, Map<Boolean, List<List<String>>> rows, String what) {
        List<List<String>> passed = rows.getOrDefault(true, List.of());
        text.append(new MarkdownTable(heads, rows.getOrDefault(false, List.of())).open());
        text.append(new MarkdownTable(heads, passed).folded(MeasuredText.count(passed.size(), what) + " passed"));
    }

    private static List<String> objective(ObjectiveVerdict objective) {
        return List.of(
                OutcomeMarks.shape(objective.outcome()) + " " + OutcomeMarks.plain(objective.outcome()),
                objective.id(),
                ObjectiveText.measured(objective),
                ObjectiveText.target(objective),
                Redactor.text(objective.why(), LONGEST_WHY));
    }

    private static List<List<String>> recoveries(Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        for (RecoveryDistribution recovery : verdict.drills().recovery()) {
            rows.add(List.of(
                    DrillsText.name(recovery),
                    DrillsText.recovery(recovery),
                    DrillsText.bounds(recovery.quantiles().get(0)),
                    DrillsText.bounds(recovery.quantiles().get(1))));
        }
        return rows;
    }

    private static List<String> drill(Drill drill) {
        return List.of(
                OutcomeMarks.shape(drill.outcome()) + " " + OutcomeMarks.plain(drill.outcome()),
                drill.drill(),
                drill.why() == null ? "" : Redactor.text(drill.why(), LONGEST_WHY));
    }
}
