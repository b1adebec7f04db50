package dev.crossfire.reports.repeat;

import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.Drill;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import dev.crossfire.model.Verdict.RecoveryOver;
import dev.crossfire.reports.words.Discreet;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.LabelText;
import dev.crossfire.reports.words.Markdown;
import dev.crossfire.reports.words.Marks;
import dev.crossfire.reports.words.ObjectiveText;
import java.util.ArrayList;
import java.util.List;

/** A few lines of Markdown for a pull request. */
final class RepeatSummary {
    private static final int MOST_ROWS = 30;
    private static final int LONGEST_WHY = 200;

    private RepeatSummary() {}

    static String text(Verdict verdict, String command) {
        StringBuilder text = new StringBuilder("### ")
                .append(Marks.shape(verdict.outcome()))
                .append(' ')
                .append(Marks.word(verdict.outcome()))
                .append(": ")
                .append(Markdown.safe(verdict.scenario()))
                .append("\n\n")
                .append(Markdown.safe(DrillsText.headline(verdict)))
                .append(' ')
                .append(Markdown.safe(DrillsText.share(verdict.drills())))
                .append("\n\n");
        table(text, List.of("", "Objective", "Median of drills", "Target", "Why"), objectives(verdict));
        table(text, List.of("Recovery", "Seconds", "Median", "p90"), recoveries(verdict));
        table(text, List.of("", "Drill", "Why"), drills(verdict));
        return text.append("Environment ")
                .append(Markdown.safe(verdict.environment()))
                .append(", seed ")
                .append(verdict.seed())
                .append(". Each drill has a report of its own in its folder.\n")
                .append(LabelText.markdown(verdict.labels()))
                .append(command.isEmpty() ? "" : "\nTo repeat it:\n\n" + Markdown.code(command))
                .toString();
    }

    private static List<List<String>> objectives(Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        for (ObjectiveVerdict objective : verdict.objectives()) {
            rows.add(List.of(
                    Marks.shape(objective.outcome()) + " " + Marks.plain(objective.outcome()),
                    objective.id(),
                    ObjectiveText.measured(objective),
                    ObjectiveText.target(objective),
                    Discreet.text(objective.why(), LONGEST_WHY)));
        }
        return rows;
    }

    private static List<List<String>> recoveries(Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        for (RecoveryOver recovery : verdict.drills().recovery()) {
            rows.add(List.of(
                    DrillsText.name(recovery),
                    DrillsText.recovery(recovery),
                    DrillsText.bounds(recovery.quantiles().get(0)),
                    DrillsText.bounds(recovery.quantiles().get(1))));
        }
        return rows;
    }

    private static List<List<String>> drills(Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        for (Drill drill : verdict.drills().drills()) {
            rows.add(List.of(
                    Marks.shape(drill.outcome()) + " " + Marks.plain(drill.outcome()),
                    drill.drill(),
                    drill.why() == null ? "" : Discreet.text(drill.why(), LONGEST_WHY)));
        }
        return rows;
    }

    private static void table(StringBuilder text, List<String> heads, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        row(text, heads);
        text.append("|").append("---|".repeat(heads.size())).append('\n');
        rows.stream().limit(MOST_ROWS).forEach(row -> row(text, row));
        text.append('\n');
        if (rows.size() > MOST_ROWS) {
            text.append("The first ")
                    .append(MOST_ROWS)
                    .append(" of ")
                    .append(rows.size())
                    .append(".\n\n");
        }
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append('|');
        cells.forEach(cell -> text.append(' ').append(Markdown.safe(cell)).append(" |"));
        text.append('\n');
    }
}
