package dev.crossfire.reports.words;

import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The verdict in one or two sentences. */
public final class Headline {
    private static final int LONGEST_NAME = 60;

    private Headline() {}

    /** The first sentence of a report; plain text. */
    public static String of(Verdict verdict) {
        List<String> clauses = new ArrayList<>();
        boolean unharmed =
                verdict.recovery().stream().allMatch(recovery -> recovery.state() == RecoveryState.NO_IMPACT);
        if (LoadText.withoutImpact(verdict).isEmpty() || !unharmed) {
            recovery(verdict).ifPresent(clauses::add);
        }
        failures(verdict).ifPresent(clauses::add);
        ledger(verdict.ledger()).ifPresent(clauses::add);
        String figures = clauses.isEmpty() ? "" : capital(String.join("; ", clauses)) + ".";
        List<String> sentences = new ArrayList<>();
        LoadText.noImpactByName(verdict).ifPresent(sentences::add);
        sentences.add(opening(verdict));
        LoadText.notAsPlanned(verdict).ifPresent(sentences::add);
        sentences.add(figures);
        sentences.removeIf(String::isEmpty);
        return String.join(" ", sentences);
    }

    /** How many of the objectives that apply pass, as {@code 5 of 5 objectives}. */
    public static String tally(Plan plan, Verdict verdict) {
        List<ObjectiveVerdict> asked = verdict.objectives().stream()
                .filter(objective -> ObjectiveText.applies(plan, objective))
                .toList();
        long held = asked.stream()
                .filter(objective -> objective.outcome() == Outcome.PASS)
                .count();
        return held + " of " + MeasuredText.count(asked.size(), "objective");
    }

    /** How a cohort recovered after a fault, as a clause. */
    public static String recovery(CohortRecovery recovery) {
        String cohort = name(recovery.cohort());
        String fault = name(recovery.fault());
        return switch (recovery.state()) {
            case RECOVERED -> {
                String bracket = MeasuredText.bracket(recovery.low(), recovery.high());
                yield cohort + " recovered " + MeasuredText.seconds(recovery.seconds())
                        + (bracket.isEmpty() ? "" : " (" + bracket + ")") + " after " + fault;
            }
            case NO_IMPACT ->
                recovery.badRequests() == 0
                        ? "no measurable impact of " + fault + " on " + cohort
                        : cohort + " stayed healthy through " + fault + " ("
                                + MeasuredText.count(recovery.badRequests(), "bad request") + ")";
            case CENSORED -> cohort + " were not seen to recover after " + fault;
            case METASTABLE -> cohort + " stayed unhealthy after " + fault + " was cleared";
            case CONFOUNDED -> cohort + " had an impact that " + fault + " may not have caused alone";
            case UNHEALTHY_BEFORE -> cohort + " were unhealthy before " + fault + " took effect";
        };
    }

    private static String opening(Verdict verdict) {
        return switch (verdict.outcome()) {
            case PASS -> "";
            case FAIL -> named(verdict, Outcome.FAIL, "Missed");
            case INCONCLUSIVE -> named(verdict, Outcome.INCONCLUSIVE, "Not judged");
            case ERROR -> "The run failed before it could be judged; the figures end there.";
            case DIRTY ->
                "Not verified to be cleared: "
                        + verdict.faults().stream()
                                .filter(fault -> !fault.wasCleared())
                                .map(fault -> name(fault.id()))
                                .collect(Collectors.joining(", "))
                        + ". Check the target before anything else.";
        };
    }

    private static String named(Verdict verdict, Outcome outcome, String what) {
        List<String> ids = verdict.objectives().stream()
                .filter(objective -> objective.outcome() == outcome)
                .map(objective -> name(objective.id()))
                .toList();
        if (ids.isEmpty()) {
            return LoadText.notAsPlanned(verdict).isPresent() ? "" : "There is too little evidence to judge.";
        }
        String list = ids.size() <= 3
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(0, 3)) + " and " + (ids.size() - 3) + " more";
        return what + ": " + list + ".";
    }

    private static Optional<String> recovery(Verdict verdict) {
        Optional<String> judged = verdict.objectives().stream()
                .filter(objective -> objective.subject() == ObjectiveSubject.RECOVERY)
                .flatMap(objective -> verdict.recovery().stream().filter(recovery -> concerns(recovery, objective)))
                .findFirst()
                .map(Headline::recovery);
        Optional<String> worst = verdict.recovery().stream()
                .max(Comparator.comparingInt((CohortRecovery recovery) -> weight(recovery.state()))
                        .thenComparingDouble(recovery -> recovery.seconds() == null ? 0 : recovery.seconds()))
                .map(Headline::recovery);
        return judged.or(() -> worst).or(() -> unfired(verdict));
    }

    private static boolean concerns(CohortRecovery recovery, ObjectiveVerdict objective) {
        return recovery.fault().equals(objective.fault()) && recovery.cohort().equals(objective.cohort());
    }

    private static int weight(RecoveryState state) {
        return switch (state) {
            case NO_IMPACT -> 0;
            case RECOVERED -> 1;
            case UNHEALTHY_BEFORE, CONFOUNDED -> 2;
            case CENSORED -> 3;
            case METASTABLE -> 4;
        };
    }

    private static Optional<String> unfired(Verdict verdict) {
        String ids = verdict.faults().stream()
                .filter(fault -> fault.injected() == null)
                .map(FaultVerdict::id)
                .map(Headline::name)
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? Optional.empty() : Optional.of("the fault " + ids + " was not injected");
    }

    private static Optional<String> failures(Verdict verdict) {
        long requests = 0;
        long errors = 0;
        for (PhaseFigures whole : LoadText.wholeRun(verdict)) {
            requests += whole.requests();
            errors += whole.errors();
        }
        if (requests == 0) {
            return verdict.injector().requests() == 0 ? Optional.of("no request was sent") : Optional.empty();
        }
        String share = errors == 0 ? "none" : MeasuredText.percent((double) errors / requests);
        return Optional.of(share + " of " + MeasuredText.count(requests, "request") + " failed");
    }

    private static Optional<String> ledger(LedgerFigures ledger) {
        List<String> harm = new ArrayList<>();
        harm(ledger.lost(), "lost").ifPresent(harm::add);
        harm(ledger.duplicate(), "duplicate").ifPresent(harm::add);
        harm(ledger.oversold(), "oversold").ifPresent(harm::add);
        if (harm.isEmpty()) {
            return ledger.lost() == null ? Optional.empty() : Optional.of("no acknowledged write was lost");
        }
        String of = ledger.acknowledged() == null
                ? ""
                : " of " + MeasuredText.count(ledger.acknowledged()) + " acknowledged";
        return Optional.of("writes: " + String.join(", ", harm) + of);
    }

    private static Optional<String> harm(@Nullable Long writes, String what) {
        return Optional.ofNullable(writes)
                .filter(count -> count > 0)
                .map(count -> MeasuredText.count(count) + " " + what);
    }

    private static String name(String name) {
        return Redactor.text(name, LONGEST_NAME);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
