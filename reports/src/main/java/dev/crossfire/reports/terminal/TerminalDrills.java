package dev.crossfire.reports.terminal;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.model.verdict.Drills.Drill;
import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.terminal.TerminalStyle.Screen;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import java.io.IOException;
import java.util.stream.Collectors;

/** Prints repeated drills on one screen: the outcome, how many passed, and how long recovery took. */
public final class TerminalDrills {
    private static final int LONGEST_TEXT = 160;
    private static final int MOST_ROWS = 10;
    private static final int MOST_MARKS = 30;

    private final Verdict verdict;
    private final Screen screen = new Screen();

    private TerminalDrills(Verdict verdict) {
        this.verdict = verdict;
    }

    /**
     * The screen, ending in a newline.
     *
     * @param report the full report's path, as the reader should type it
     * @throws IOException when the verdict cannot be read
     */
    public static String of(RepeatDirectory all, TerminalStyle style, String report) throws IOException {
        TerminalDrills drills = new TerminalDrills(all.verdict());
        drills.pick(report);
        return style.screen(drills.screen, drills.verdict.outcome());
    }

    private void pick(String report) {
        screen.wrapped(
                        "  " + OutcomeMarks.word(verdict.outcome()) + "  " + text(verdict.scenario()) + " · "
                                + text(verdict.environment()) + " · seed " + verdict.seed() + " · "
                                + DrillsText.tally(verdict.drills()),
                        2)
                .gap();
        if (verdict.outcome() != RunOutcome.PASS) {
            screen.wrapped("  " + DrillsText.headline(verdict), 2).gap();
        }
        verdict.objectives().stream().limit(MOST_ROWS).forEach(this::objective);
        more(verdict.objectives().size(), "objective");
        screen.gap();
        verdict.drills().recovery().stream().limit(MOST_ROWS).forEach(this::recovery);
        more(verdict.drills().recovery().size(), "recovery of a cohort");
        String marks = verdict.drills().drills().stream()
                .limit(MOST_MARKS)
                .map(TerminalDrills::mark)
                .collect(Collectors.joining(" "));
        screen.wrapped("  drills  " + marks + (verdict.drills().count() > MOST_MARKS ? " …" : ""), 10);
        screen.wrapped("  " + DrillsText.share(verdict.drills()), 2);
        verdict.notes().stream().limit(MOST_ROWS).forEach(note -> screen.wrapped("  ! " + text(note), 4));
        screen.gap().wrapped("  Full report: " + text(report), 4);
    }

    private void objective(ObjectiveVerdict objective) {
        screen.split(
                "  " + OutcomeMarks.shape(objective.outcome()) + " " + text(objective.id()) + "  "
                        + ObjectiveText.measured(objective),
                ObjectiveText.target(objective));
        if (objective.outcome() != Outcome.PASS) {
            screen.wrapped("      " + text(objective.why()), 6);
        }
    }

    private void recovery(RecoveryDistribution recovery) {
        screen.wrapped("  " + DrillsText.name(recovery) + ": " + DrillsText.recovery(recovery), 4);
        recovery.quantiles().stream()
                .limit(2)
                .forEach(quantile -> screen.wrapped(
                        "    all such drills: " + DrillsText.name(quantile) + " " + DrillsText.bounds(quantile), 6));
    }

    private static String mark(Drill drill) {
        return drill.drill().replaceFirst("^drill-", "") + OutcomeMarks.shape(drill.outcome());
    }

    private void more(int all, String what) {
        if (all > MOST_ROWS) {
            screen.wrapped("  and " + (all - MOST_ROWS) + " more of " + all + " (" + what + ")", 2);
        }
    }

    private static String text(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }
}
