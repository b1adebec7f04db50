package dev.crossfire.reports.words;

import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The run in one sentence for people who decide: what broke, under which load, what users noticed, and whether the
 * targets were met.
 */
public final class FirstSentence {
    private static final int LONGEST_NAME = 40;
    private static final int MOST_NAMES = 3;

    private final Plan plan;
    private final Verdict verdict;
    private final @Nullable CohortRecovery worst;

    private FirstSentence(Plan plan, Verdict verdict) {
        this.plan = plan;
        this.verdict = verdict;
        worst = worst(verdict);
    }

    /** As {@code Database failover of ticketing-db at 400 buyers/s: buyers recovered in 1.3 s, …}; plain text. */
    public static String of(Plan plan, Verdict verdict) {
        return new FirstSentence(plan, verdict).text();
    }

    private String text() {
        List<String> clauses = new ArrayList<>();
        users().ifPresent(clauses::add);
        clauses.add(failed());
        lost().ifPresent(clauses::add);
        clauses.add(targets());
        return subject() + rate() + ": " + String.join(", ", clauses) + ".";
    }

    private String subject() {
        if (plan.faultsDisabled()) {
            return "Control run without faults";
        }
        List<FaultVerdict> faults = verdict.faults();
        if (faults.isEmpty()) {
            return "Load without faults";
        }
        if (faults.size() == 1) {
            String kind = name(faults.get(0).kind().replace('-', ' '));
            return capital(kind) + " of " + name(faults.get(0).target());
        }
        String ids =
                faults.stream().limit(MOST_NAMES).map(fault -> name(fault.id())).collect(Collectors.joining(", "));
        return faults.size() + " faults (" + ids + (faults.size() > MOST_NAMES ? ", …)" : ")");
    }

    /** The arrivals of the cohort that the sentence is about, when the fault was due; empty without any, or others came. */
    private String rate() {
        if (worst == null && plan.scenario().load().cohorts().size() > 1) {
            return "";
        }
        return about().filter(cohort -> !cameOtherwise(cohort))
                .map(cohort -> " at " + MeasuredText.rate(rate(cohort)) + " " + name(cohort.name()) + "/s")
                .orElse("");
    }

    private boolean cameOtherwise(Cohort cohort) {
        return verdict.load().stream()
                .anyMatch(one -> one.cohort().equals(cohort.name()) && Boolean.FALSE.equals(one.asPlanned()));
    }

    private double rate(Cohort cohort) {
        return plan.faults().stream()
                .map(Plan.PlannedFault::at)
                .filter(Objects::nonNull)
                .mapToDouble(at -> cohort.rateAt(at).perSecond())
                .max()
                .orElse(cohort.rate().perSecond());
    }

    private Optional<Cohort> about() {
        List<Cohort> cohorts = plan.scenario().load().cohorts();
        return cohorts.stream()
                .filter(cohort -> worst != null && worst.cohort().equals(cohort.name()))
                .findFirst()
                .or(() -> cohorts.stream()
                        .max(Comparator.comparingDouble(cohort -> cohort.rate().perSecond())));
    }

    private Optional<String> users() {
        if (worst == null) {
            boolean unstarted = !verdict.faults().isEmpty()
                    && verdict.faults().stream().allMatch(fault -> fault.injected() == null);
            return unstarted && !plan.faultsDisabled()
                    ? Optional.of(verdict.faults().size() == 1 ? "the fault was not injected" : "no fault was injected")
                    : Optional.empty();
        }
        String cohort = name(worst.cohort());
        return Optional.of(
                switch (worst.state()) {
                    case RECOVERED -> cohort + " recovered in " + MeasuredText.seconds(worst.seconds());
                    case NO_IMPACT -> LoadText.unharmed(verdict);
                    case CENSORED -> cohort + " were not seen to recover";
                    case METASTABLE -> cohort + " did not recover after the fault was cleared";
                    case CONFOUNDED -> cohort + " were impacted, with more than one possible cause";
                    case UNHEALTHY_BEFORE -> cohort + " were already unhealthy before the fault";
                });
    }

    private String failed() {
        long errors = LoadText.wholeRun(verdict).stream()
                .mapToLong(PhaseFigures::errors)
                .sum();
        if (verdict.injector().requests() == 0) {
            return "no request was sent";
        }
        return errors == 0 ? "no request failed" : MeasuredText.count(errors, "request") + " failed";
    }

    private Optional<String> lost() {
        Long lost = verdict.ledger().lost();
        return lost == null || lost == 0
                ? Optional.empty()
                : Optional.of(MeasuredText.count(lost, "acknowledged write") + " lost");
    }

    private String targets() {
        if (verdict.outcome() == RunOutcome.ERROR) {
            return "the run failed before the objectives could be judged";
        }
        if (verdict.outcome() == RunOutcome.DIRTY) {
            return "a fault is not verified to be cleared";
        }
        int all = (int) asked().count();
        long missed = count(Outcome.FAIL);
        long unjudged = count(Outcome.INCONCLUSIVE);
        if (missed > 0) {
            return missed + " of " + MeasuredText.count(all, "objective") + " missed";
        }
        if (unjudged > 0) {
            return unjudged + " of " + MeasuredText.count(all, "objective") + " could not be judged";
        }
        if (verdict.outcome() != RunOutcome.PASS) {
            return "the run is inconclusive";
        }
        return switch (all) {
            case 0 -> "no objective was set";
            case 1 -> "the objective met";
            case 2 -> "both objectives met";
            default -> "all " + all + " objectives met";
        };
    }

    private long count(Outcome outcome) {
        return asked().filter(objective -> objective.outcome() == outcome).count();
    }

    private Stream<ObjectiveVerdict> asked() {
        return verdict.objectives().stream().filter(objective -> ObjectiveText.applies(plan, objective));
    }

    /** The recovery that the first objective judges, unless another one is worse in kind. */
    private static @Nullable CohortRecovery worst(Verdict verdict) {
        Comparator<CohortRecovery> byState = Comparator.comparingInt(recovery -> weight(recovery.state()));
        Comparator<CohortRecovery> byObjective = Comparator.comparingInt(recovery -> place(recovery, verdict));
        return verdict.recovery().stream()
                .max(byState.thenComparing(byObjective.reversed())
                        .thenComparingDouble(recovery -> recovery.seconds() == null ? 0 : recovery.seconds()))
                .orElse(null);
    }

    /** Which objective judges a recovery; after all of them when none does. */
    private static int place(CohortRecovery recovery, Verdict verdict) {
        List<ObjectiveVerdict> objectives = verdict.objectives();
        return IntStream.range(0, objectives.size())
                .filter(i -> isAbout(objectives.get(i), recovery))
                .findFirst()
                .orElse(objectives.size());
    }

    private static boolean isAbout(ObjectiveVerdict objective, CohortRecovery recovery) {
        return objective.subject() == ObjectiveSubject.RECOVERY
                && recovery.fault().equals(objective.fault())
                && recovery.cohort().equals(objective.cohort());
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

    private static String name(String name) {
        return Redactor.text(name, LONGEST_NAME);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
