package dev.crossfire.reports.terminal;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.figures.CloseUp.RequestPoint;
import dev.crossfire.reports.figures.ErrorTable;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.terminal.TerminalStyle.Screen;
import dev.crossfire.reports.words.Advice;
import dev.crossfire.reports.words.ErrorText;
import dev.crossfire.reports.words.FirstSentence;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.LoadText;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.FigureText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints a run on one screen: the outcome, by what margin, and if it is no pass, the first error or what was missing.
 */
public final class TerminalVerdict {
    private static final int WIDEST_ID = 22;
    private static final int LONGEST_TEXT = 160;
    private static final int LONGEST_WHY = 300;
    private static final int SPARK_CELLS = 22;
    private static final int MOST_OBJECTIVES = 14;
    private static final int MOST_FAULTS = 5;

    private final RunStory story;
    private final Screen screen = new Screen();

    private TerminalVerdict(RunStory story) {
        this.story = story;
    }

    /**
     * The screen, ending in a newline.
     *
     * @param report the full report's path, as the reader should type it; null when none was written
     * @throws IOException when the run cannot be read
     */
    public static String of(RunDirectory run, TerminalStyle style, @Nullable String report) throws IOException {
        TerminalVerdict verdict = new TerminalVerdict(RunStory.read(run));
        verdict.pick(report);
        return style.screen(verdict.screen, verdict.story.verdict().outcome());
    }

    private void pick(@Nullable String report) {
        Verdict verdict = story.verdict();
        title(verdict);
        String first = FirstSentence.of(story.plan(), verdict);
        boolean plain = verdict.outcome() == RunOutcome.PASS
                && LoadText.noImpactByName(verdict).isEmpty()
                && LoadText.notAsPlanned(verdict).isEmpty();
        screen.wrapped("  " + first + (plain ? "" : " " + Headline.of(verdict)), 2)
                .gap();
        objectives(verdict.objectives().stream().limit(MOST_OBJECTIVES).toList());
        more(verdict.objectives().size() - MOST_OBJECTIVES, "objective");
        screen.gap();
        verdict.faults().stream().limit(MOST_FAULTS).forEach(this::fault);
        more(verdict.faults().size() - MOST_FAULTS, "fault");
        curves();
        List<String> advice = Advice.of(story.evidence(), verdict);
        if (!advice.isEmpty()) {
            screen.gap();
            advice.forEach(line -> screen.wrapped("  ! " + line, 4));
        }
        if (report != null) {
            screen.gap().wrapped("  Full report: " + Redactor.text(report, 4 * LONGEST_TEXT), 4);
        }
    }

    private void title(Verdict verdict) {
        String name = "  " + OutcomeMarks.word(verdict.outcome()) + "  " + text(verdict.scenario())
                + LoadText.noImpact(verdict).map(said -> " · " + said).orElse("");
        String facts = String.join(
                " · ",
                text(verdict.environment()),
                "seed " + verdict.seed(),
                Headline.tally(story.plan(), verdict),
                MeasuredText.length(story.lasted()));
        if (name.length() + facts.length() + 3 <= Screen.COLUMNS) {
            screen.wrapped(name + " · " + facts, 2);
        } else {
            int margin = 4 + OutcomeMarks.word(verdict.outcome()).length();
            screen.wrapped(name, margin).wrapped(" ".repeat(margin) + facts, margin);
        }
        LoadText.systemUnderTest(verdict).ifPresent(who -> screen.wrapped("  " + who, 2));
        LoadText.cluster(verdict).ifPresent(where -> screen.wrapped("  " + where, 2));
        screen.gap();
    }

    private void objectives(List<ObjectiveVerdict> objectives) {
        for (int i = 0; i < objectives.size(); ) {
            int end = i + 1;
            while (end < objectives.size() && sameReason(objectives.get(i), objectives.get(end))) {
                end++;
            }
            objectives.subList(i, end).forEach(this::objective);
            if (objectives.get(i).outcome() == Outcome.INCONCLUSIVE && applies(objectives.get(i))) {
                String all = end - i == 1 ? "" : end - i == 2 ? "both " : "all " + (end - i) + " ";
                screen.wrapped(
                        "      " + all + "not judged: "
                                + Redactor.text(objectives.get(i).why(), LONGEST_WHY),
                        6);
            }
            i = end;
        }
    }

    private boolean applies(ObjectiveVerdict objective) {
        return ObjectiveText.applies(story.plan(), objective);
    }

    /** The reason why one objective is inconclusive often applies to the next; it is printed once. */
    private static boolean sameReason(ObjectiveVerdict one, ObjectiveVerdict next) {
        return one.outcome() == Outcome.INCONCLUSIVE
                && next.outcome() == Outcome.INCONCLUSIVE
                && one.why().equals(next.why());
    }

    private void objective(ObjectiveVerdict objective) {
        int width = story.verdict().objectives().stream()
                .mapToInt(each -> text(each.id()).length())
                .max()
                .orElse(0);
        String id = Redactor.text(objective.id(), WIDEST_ID);
        String padded = id + " ".repeat(Math.max(0, Math.min(width, WIDEST_ID) - id.length()));
        String shape = applies(objective) ? OutcomeMarks.shape(objective.outcome()) : MeasuredText.NOTHING;
        String measured = applies(objective)
                ? ObjectiveText.measured(story.verdict(), objective)
                : "not applicable: no fault was injected";
        screen.split("  " + shape + " " + padded + "  " + measured, ObjectiveText.target(objective));
        if (objective.outcome() == Outcome.FAIL) {
            screen.wrapped("      " + ObjectiveText.why(objective, LONGEST_WHY), 6);
            firstSeen(objective).ifPresent(first -> screen.wrapped("      " + first, 6));
        }
    }

    /**
     * The first error of the objective's cohort since a fault was injected; before that if there is none, or if the objective
     * is about that time. No request's error explains an objective that is not about a cohort's requests.
     */
    private Optional<String> firstSeen(ObjectiveVerdict objective) {
        boolean before = objective.phase() != null && objective.phase().phase() == PhaseRef.Phase.BEFORE;
        Optional<String> sinceFault = story.figures().closeUps().stream()
                .filter(closeUp -> !before)
                .flatMap(closeUp -> closeUp.bad().kept().stream()
                        .filter(point -> point.startMicros() >= closeUp.window().injectedMicros()))
                .filter(point -> point.outcome() == RequestPoint.RequestOutcome.ERROR
                        && concerns(point.cohort(), point.name(), objective))
                .min(Comparator.comparingLong(RequestPoint::startMicros))
                .map(point -> errorText(point.startMicros(), point.name(), point.status(), point.error()));
        return sinceFault.or(() -> story.figures().errors().rows().stream()
                .filter(row -> concerns(row.kind().cohort(), row.kind().name(), objective))
                .min(Comparator.comparingLong(ErrorTable.ErrorRow::firstMicros))
                .map(row -> errorText(
                        row.firstMicros(),
                        row.kind().name(),
                        row.kind().status(),
                        row.kind().error())));
    }

    private boolean concerns(int cohort, int name, ObjectiveVerdict objective) {
        String scenario = story.strings().text(cohort);
        CohortSelection selection = objective.cohort() == null
                ? null
                : story.plan().scenario().load().selections().get(objective.cohort());
        return selection == null
                ? scenario.equals(objective.cohort())
                : selection.matches(
                        scenario, story.strings().groups(name), story.strings().ownName(name));
    }

    private String errorText(long startMicros, int name, int status, int error) {
        return "first error, at " + moment(startMicros / 1e6) + ": "
                + text(story.strings().text(name)) + ": "
                + ErrorText.of(status, error, story.strings(), LONGEST_TEXT);
    }

    private void fault(FaultVerdict fault) {
        List<String> moments = new ArrayList<>();
        add(moments, "injected", fault.injected());
        add(moments, "effective", fault.effective());
        add(moments, "confirmed", fault.confirmed());
        add(moments, "cleared", fault.cleared());
        @Nullable Integer asked = fault.timesAsked();
        if (asked != null && asked > 1) {
            moments.add("done " + fault.timesDone() + " of " + asked + " times");
        }
        String end;
        if (fault.injected() == null) {
            end = "not injected";
        } else {
            String gone = fault.wasConfirmed() ? "✓" : "not confirmed";
            end = fault.wasCleared() ? gone : "NOT VERIFIED TO BE CLEARED";
        }
        String line = String.join(" · ", moments);
        screen.wrapped("  " + text(fault.id()) + "   " + line + (line.isEmpty() ? "" : " ") + end, 4);
    }

    private void add(List<String> moments, String name, @Nullable Instant at) {
        if (at != null) {
            moments.add(name + " " + moment(story.seconds(at)));
        }
    }

    private void curves() {
        if (story.figures().totals().requests() == 0) {
            screen.wrapped("  no request was recorded", 2);
            return;
        }
        String load = Sparkline.load(story.figures().timeline(), SPARK_CELLS);
        String errors = Sparkline.errors(story.figures().timeline(), SPARK_CELLS);
        screen.wrapped("  load " + load + "   errors " + errors, 2);
        Double lag = story.verdict().injector().lagP99Millis();
        if (lag != null) {
            screen.wrapped(
                    "  99 % of requests sent within " + MeasuredText.millis(lag) + " of their intended start", 2);
        }
    }

    private void more(int count, String what) {
        if (count > 0) {
            screen.wrapped("  and " + MeasuredText.count(count, what) + " more in the report", 2);
        }
    }

    private static String moment(double seconds) {
        return FigureText.moment(seconds);
    }

    private static String text(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }
}
