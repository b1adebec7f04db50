package dev.crossfire.reports.html;

import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.RecoveryPoint;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.reports.figures.CloseUp;
import dev.crossfire.reports.figures.CloseUp.RequestPoint;
import dev.crossfire.reports.figures.ErrorTable;
import dev.crossfire.reports.html.PageContent.Table;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.ErrorText;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.WriteAnomalyText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays the run's figures out as tables. */
final class Tables {
    private static final int MOST_ERRORS = 50;
    private static final int MOST_POINTS = 100;
    private static final int LONGEST_MESSAGE = 160;
    private static final int LONGEST_NAME = 40;

    private Tables() {}

    static Table points(CloseUp closeUp, RunStory story) {
        List<List<String>> rows = closeUp.bad().kept().stream()
                .limit(MOST_POINTS)
                .map(point -> List.of(
                        clock(point.startMicros() / 1e6),
                        name(story.strings().text(point.cohort())),
                        name(story.strings().text(point.name())),
                        MeasuredText.millis(point.latencyMicros() / 1e3),
                        point.outcome() == RequestPoint.RequestOutcome.LATE
                                ? "late"
                                : ErrorText.of(point.status(), point.error(), story.strings(), LONGEST_MESSAGE)))
                .toList();
        String remark = closeUp.bad().seen() > rows.size()
                ? "The first " + MeasuredText.count(rows.size()) + " of "
                        + MeasuredText.count(closeUp.bad().seen()) + " bad requests."
                : "";
        return new Table(List.of("intended start", "cohort", "request", "latency", "outcome"), rows, remark);
    }

    static Table recovery(RunStory story) {
        List<List<String>> rows =
                story.verdict().recovery().stream().map(Tables::recovery).toList();
        return new Table(
                List.of(
                        "fault",
                        "cohort",
                        "state",
                        "recovered after",
                        "bracket",
                        "since injection",
                        "onset",
                        "first success",
                        "bad",
                        "errors",
                        "in flight when effective",
                        "relapses",
                        "detection limit"),
                rows,
                "");
    }

    private static List<String> recovery(CohortRecovery recovery) {
        String bracket = MeasuredText.bracket(recovery.low(), recovery.high());
        return List.of(
                name(recovery.fault()),
                name(recovery.cohort()),
                OutcomeMarks.state(recovery.state()),
                MeasuredText.seconds(recovery.seconds()),
                bracket.isEmpty() ? MeasuredText.NOTHING : bracket + " s",
                MeasuredText.seconds(recovery.fromInjectedSeconds()),
                MeasuredText.seconds(recovery.onsetSeconds()),
                MeasuredText.seconds(recovery.firstSuccessSeconds()),
                MeasuredText.count(recovery.badRequests()),
                MeasuredText.count(recovery.errors()),
                recovery.inFlightWhenEffective() == null
                        ? MeasuredText.NOTHING
                        : MeasuredText.count(recovery.inFlightWhenEffective()),
                MeasuredText.count(recovery.relapses()),
                MeasuredText.seconds(recovery.detectionLimitSeconds()));
    }

    /** The reason for each recovery figure, a sentence each. */
    static List<String> reasons(RunStory story) {
        return story.verdict().recovery().stream()
                .filter(recovery -> !recovery.why().isBlank())
                .map(recovery -> name(recovery.cohort()) + ", " + name(recovery.fault()) + ": "
                        + Redactor.text(recovery.why(), LONGEST_MESSAGE))
                .toList();
    }

    static Table phases(RunStory story) {
        List<List<String>> rows =
                story.verdict().phases().stream().map(Tables::phase).toList();
        return new Table(
                List.of(
                        "phase",
                        "cohort",
                        "requests",
                        "errors",
                        "bad",
                        "error ratio",
                        "95 % upper bound",
                        "p50",
                        "p95",
                        "p99"),
                rows,
                "'At most' is the one-sided 95 % bound if errors came independently; errors cluster, so the true bound may be higher.");
    }

    private static List<String> phase(PhaseFigures phase) {
        return List.of(
                ObjectiveText.phase(phase.phase(), phase.fault()),
                name(phase.cohort()),
                MeasuredText.count(phase.requests()),
                MeasuredText.count(phase.errors()),
                MeasuredText.count(phase.bad()),
                MeasuredText.percent(phase.errorRatio()),
                MeasuredText.percent(phase.errorRatioHigh()),
                MeasuredText.millis(phase.p50Millis()),
                MeasuredText.millis(phase.p95Millis()),
                MeasuredText.millis(phase.p99Millis()));
    }

    static Table errors(RunStory story) {
        ErrorTable errors = story.figures().errors();
        List<ErrorTable.ErrorRow> all = errors.rows();
        List<List<String>> rows =
                all.stream().limit(MOST_ERRORS).map(row -> error(row, story)).toList();
        String remark = all.size() > MOST_ERRORS || errors.others() > 0
                ? "The " + MOST_ERRORS + " most frequent of " + MeasuredText.count(all.size())
                        + (errors.others() > 0 ? " and more" : "") + " kinds."
                : "";
        return new Table(
                List.of("cohort", "request", "status", "message", "count", "share", "first", "last"), rows, remark);
    }

    private static List<String> error(ErrorTable.ErrorRow row, RunStory story) {
        ErrorTable.ErrorKind kind = row.kind();
        return List.of(
                name(story.strings().text(kind.cohort())),
                name(story.strings().text(kind.name())),
                kind.status() == 0 ? MeasuredText.NOTHING : String.valueOf(kind.status()),
                ErrorText.of(kind.status(), kind.error(), story.strings(), LONGEST_MESSAGE),
                MeasuredText.count(row.count()),
                MeasuredText.percent(
                        (double) row.count() / story.figures().errors().total()),
                clock(row.firstMicros() / 1e6),
                clock(row.lastMicros() / 1e6));
    }

    /** A moment after t = 0. */
    static String clock(double seconds) {
        return FigureText.moment(seconds);
    }

    private static String name(String name) {
        return Redactor.text(name, LONGEST_NAME);
    }

    /** The acknowledged writes compared with the system's records, a row each. */
    static Table writes(LedgerFigures ledger) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("acknowledged: confirmed to a user", known(ledger.acknowledged())));
        rows.add(List.of("lost: acknowledged, but absent", known(ledger.lost())));
        rows.add(List.of("duplicate: acknowledged once, present twice or more", known(ledger.duplicate())));
        rows.add(List.of("oversold: beyond the capacity of their item", known(ledger.oversold())));
        rows.add(List.of("refused: rejected with an answer", known(ledger.refused())));
        rows.add(List.of("unknown: users got an error or no answer", known(ledger.unknown())));
        rows.add(List.of("unacknowledged but present", known(ledger.unacknowledgedPresent())));
        rows.add(List.of("rows of other origin", known(ledger.rowsOfOtherOrigin())));
        for (RecoveryPoint point : ledger.recoveryPoints()) {
            rows.add(List.of(
                    "recovery point of " + Redactor.text(point.fault(), LONGEST_MESSAGE),
                    point.writes() == 0
                            ? "nothing lost"
                            : MeasuredText.count(point.writes(), "write") + ", back to "
                                    + MeasuredText.seconds(point.seconds()) + " before it"));
        }
        ledger.examples()
                .forEach(example ->
                        rows.add(List.of("for example", Redactor.text(WriteAnomalyText.of(example), LONGEST_MESSAGE))));
        String problem = ledger.problem();
        return new Table(
                List.of("writes", "count"), rows, problem == null ? "" : Redactor.text(problem, LONGEST_MESSAGE));
    }

    private static String known(@Nullable Long count) {
        return MeasuredText.countIfKnown(count);
    }
}
