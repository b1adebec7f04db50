package dev.crossfire.reports.words;

import dev.crossfire.model.Phase;
import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.FaultVerdict;
import dev.crossfire.model.Verdict.LoadFigures;
import dev.crossfire.model.Verdict.RecoveryState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Texts on the system under load, the planned and the sent load, and faults without impact. */
public final class LoadText {
    private static final int LONGEST = 120;

    private LoadText() {}

    /** As {@code under load: the lab's balancer}; empty when it is not known. */
    public static Optional<String> underLoad(Verdict verdict) {
        return Optional.ofNullable(verdict.underLoad()).map(who -> "under load: " + shown(who));
    }

    /** The faults that took place without a measurable impact, though the scenario declares no expected effect. */
    public static List<String> withoutImpact(Verdict verdict) {
        return verdict.faults().stream()
                .filter(fault -> Boolean.FALSE.equals(fault.impact()) && fault.expect() == null)
                .map(FaultVerdict::id)
                .map(LoadText::shown)
                .toList();
    }

    /**
     * As {@code no measurable impact}, or, where single requests failed all the same, {@code users stayed healthy}; empty
     * when a fault had an impact, or what it did is not known.
     */
    public static Optional<String> noImpact(Verdict verdict) {
        boolean none = verdict.faults().stream().allMatch(fault -> Boolean.FALSE.equals(fault.impact()));
        return none && !withoutImpact(verdict).isEmpty() ? Optional.of(unharmed(verdict)) : Optional.empty();
    }

    /** The sentence about users whom no fault made unhealthy: that nothing was seen only where no request failed. */
    static String unharmed(Verdict verdict) {
        long errors = verdict.phases().stream()
                .filter(phase -> phase.phase() == Phase.WHOLE)
                .mapToLong(Verdict.PhaseFigures::errors)
                .sum();
        return errors == 0 && badRequests(verdict) == 0 ? "no measurable impact" : "users stayed healthy";
    }

    /** The faults without impact by name, where there are several faults: a single one is in the first sentence. */
    public static Optional<String> noImpactByName(Verdict verdict) {
        List<String> faults = withoutImpact(verdict);
        if (faults.isEmpty() || verdict.faults().size() == 1) {
            return Optional.empty();
        }
        return Optional.of((badRequests(verdict) == 0 ? "No measurable impact of " : "Users stayed healthy through ")
                + String.join(", ", faults) + ".");
    }

    /** Bad requests after faults without measurable impact. */
    private static long badRequests(Verdict verdict) {
        return verdict.recovery().stream()
                .filter(recovery -> recovery.state() == RecoveryState.NO_IMPACT)
                .mapToLong(Verdict.Recovery::badRequests)
                .sum();
    }

    /** As {@code The load of buyers was not as planned.}; empty when it was, or that is not known. */
    public static Optional<String> notAsPlanned(Verdict verdict) {
        String cohorts = verdict.load().stream()
                .filter(load -> Boolean.FALSE.equals(load.asPlanned()))
                .map(LoadFigures::cohort)
                .map(LoadText::shown)
                .collect(Collectors.joining(", "));
        return cohorts.isEmpty() ? Optional.empty() : Optional.of("The load of " + cohorts + " was not as planned.");
    }

    /** What one cohort sent of the planned load, as {@code 7,204 of 7,200 planned arrivals}. */
    public static String sent(LoadFigures load) {
        String what = load.arrivalsKnown() ? "arrival" : "request";
        String planned = load.planned() == null ? "" : ", " + MeasuredText.count(load.planned()) + " arrivals planned";
        String findings =
                load.findings().stream().map(finding -> "; " + finding.why()).collect(Collectors.joining());
        return MeasuredText.count(load.sent(), what) + planned + findings;
    }

    private static String shown(String text) {
        return Redactor.text(text, LONGEST);
    }
}
