package dev.crossfire.suite;

import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.reports.terminal.TerminalStyle.Screen;
import dev.crossfire.reports.words.Markdown;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.suite.Suite.MissedObjective;
import dev.crossfire.suite.Suite.PlannedDrill;
import dev.crossfire.suite.Suite.SuiteDrill;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows a suite: as lines for a terminal, and as a page of Markdown. */
public final class SuitePage {
    private SuitePage() {}

    /** The suite's lines, of at most 80 columns. */
    public static Screen terminal(Suite suite) {
        Screen screen = new Screen()
                .wrapped(
                        "  " + suite.outcome() + "  " + suite.name() + " · " + suite.environment() + " · "
                                + tally(suite),
                        2)
                .gap();
        for (SuiteDrill drill : suite.drills()) {
            screen.wrapped("  " + OutcomeMarks.marked(drill.outcome()) + "  " + name(drill.planned()), 4);
            reasons(drill).forEach(reason -> screen.wrapped("      " + reason, 8));
        }
        unfinished(suite).forEach(line -> screen.gap().wrapped("  ! " + line, 4));
        return screen;
    }

    /** A table with a row for each drill. */
    public static String markdown(Suite suite) {
        StringBuilder page = new StringBuilder("# Suite: " + Markdown.safe(suite.name()) + " on "
                + Markdown.safe(suite.environment()) + "\n\n" + OutcomeMarks.marked(suite.outcome()) + ": "
                + tally(suite) + ".\n\n| drill | outcome | what did not pass | run |\n|---|---|---|---|\n");
        for (SuiteDrill drill : suite.drills()) {
            page.append("| ")
                    .append(Markdown.safe(name(drill.planned())))
                    .append(" | ")
                    .append(OutcomeMarks.marked(drill.outcome()))
                    .append(" | ")
                    .append(reasons(drill).stream().map(Markdown::safe).collect(Collectors.joining("<br>")))
                    .append(" | [report](")
                    .append(drill.folder())
                    .append("/report.html) |\n");
        }
        unfinished(suite)
                .forEach(line -> page.append('\n').append(Markdown.safe(line)).append('\n'));
        return page.toString();
    }

    private static String tally(Suite suite) {
        int count = suite.drills().size();
        List<String> parts = new ArrayList<>();
        for (RunOutcome outcome : RunOutcome.values()) {
            long those = suite.drills().stream()
                    .filter(drill -> drill.outcome() == outcome)
                    .count();
            if (those > 0) {
                parts.add(those + " " + OutcomeMarks.word(outcome));
            }
        }
        return count + (count == 1 ? " drill" : " drills") + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private static List<String> reasons(SuiteDrill drill) {
        List<String> reasons = new ArrayList<>();
        if (!drill.why().isEmpty()) {
            reasons.add(drill.why());
        }
        for (MissedObjective one : drill.missed()) {
            reasons.add(OutcomeMarks.shape(one.outcome()) + " " + one.id() + ": " + one.why());
        }
        return reasons;
    }

    private static List<String> unfinished(Suite suite) {
        return suite.unfinished().isEmpty()
                ? List.of()
                : List.of("Not drilled any more: "
                        + suite.unfinished().stream().map(SuitePage::name).collect(Collectors.joining(", ")) + ".");
    }

    private static String name(PlannedDrill drill) {
        return drill.scenario() + ", seed " + drill.seed();
    }
}
