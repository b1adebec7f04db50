package dev.crossfire.sweep;

import dev.crossfire.model.PrintableText;
import dev.crossfire.reports.terminal.TerminalStyle.Screen;
import dev.crossfire.reports.words.Markdown;
import dev.crossfire.sweep.SweptComponent.ComponentGrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows a sweep: as lines for a terminal, and as a page of Markdown. */
public final class SweepPage {
    private SweepPage() {}

    /** A few lines a component, of at most 80 columns. */
    public static String terminal(Sweep sweep) {
        Screen screen = new Screen()
                .gap()
                .wrapped(
                        "  " + sweep.outcome() + "  " + sweep.scenario() + " · " + sweep.environment() + " · "
                                + sweep.components().size()
                                + (sweep.components().size() == 1 ? " component" : " components") + " taken out",
                        2)
                .gap();
        for (SweptComponent one : sweep.components()) {
            screen.wrapped("  " + mark(one.grade()) + " " + one.role() + ": " + grade(one.grade()), 4);
            screen.wrapped("    " + figures(one), 4);
        }
        remarks(sweep).forEach(line -> screen.gap().wrapped("  ! " + line, 4));
        return screen.toString();
    }

    /** A table with a row for each component. */
    public static String markdown(Sweep sweep) {
        StringBuilder page = new StringBuilder("# Sweep: " + Markdown.safe(sweep.scenario()) + " on "
                + Markdown.safe(sweep.environment()) + "\n\n" + sweep.outcome() + ", seed " + sweep.seed() + ".\n\n"
                + "| component | taken out by | grade | worst cohort | figures | run |\n|---|---|---|---|---|---|\n");
        for (SweptComponent one : sweep.components()) {
            @Nullable String cohort = one.cohort();
            page.append("| ")
                    .append(Markdown.safe(one.role()))
                    .append(one.targets() == 1 ? "" : " (one of " + one.targets() + ")")
                    .append(" | `")
                    .append(one.kind())
                    .append("` | ")
                    .append(mark(one.grade()))
                    .append(' ')
                    .append(grade(one.grade()))
                    .append(" | ")
                    .append(cohort == null ? "" : Markdown.safe(cohort))
                    .append(" | ")
                    .append(Markdown.safe(figures(one)))
                    .append(" | [report](")
                    .append(one.folder())
                    .append("/report.html) |\n");
        }
        remarks(sweep)
                .forEach(line -> page.append('\n').append(Markdown.safe(line)).append('\n'));
        return page.toString();
    }

    private static List<String> remarks(Sweep sweep) {
        List<String> remarks = new ArrayList<>();
        if (!sweep.kept().isEmpty()) {
            remarks.add("Not graded, because no fault can take it out: " + String.join(", ", sweep.kept()) + ".");
        }
        if (!sweep.unfinished().isEmpty()) {
            remarks.add("Not taken out any more: " + String.join(", ", sweep.unfinished()) + ".");
        }
        return remarks;
    }

    private static String mark(ComponentGrade grade) {
        return switch (grade) {
            case NO_IMPACT, TOOK_OVER -> "✓";
            case UNKNOWN -> "?";
            case WAITED, NOT_RECOVERED -> "✗";
        };
    }

    private static String grade(ComponentGrade grade) {
        return switch (grade) {
            case NO_IMPACT -> "no impact";
            case TOOK_OVER -> "users recovered while it was away";
            case UNKNOWN -> "not determined";
            case WAITED -> "single point of failure: users waited until it was back";
            case NOT_RECOVERED -> "single point of failure: users did not recover";
        };
    }

    private static String figures(SweptComponent one) {
        List<String> figures = new ArrayList<>();
        if (!one.why().isEmpty()) {
            figures.add(PrintableText.line(one.why()));
        }
        if (one.seconds() != null) {
            figures.add(String.format(
                    Locale.ROOT,
                    "%s recovered after %.2f s (%.2f–%.2f s)",
                    one.cohort(),
                    one.seconds(),
                    one.low(),
                    one.high()));
        }
        if (one.awayLow() != null) {
            figures.add(String.format(Locale.ROOT, "away %.2f–%.2f s", one.awayLow(), one.awayHigh()));
        }
        if (one.badRequests() > 0) {
            figures.add(one.badRequests() + " bad requests");
        }
        return String.join(", ", figures);
    }
}
