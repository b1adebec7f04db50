package dev.crossfire.reports.words;

import dev.crossfire.evidence.JournalEvent.GeneratorUsed;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts on the system under test, the load planned and sent, what the load generator used, and faults without impact. */
public final class LoadText {
    private static final int LONGEST_TEXT = 120;

    private LoadText() {}

    /** As {@code system under test: the lab's balancer}; empty when it is not known. */
    public static Optional<String> systemUnderTest(Verdict verdict) {
        return Optional.ofNullable(verdict.systemUnderTest()).map(who -> "system under test: " + shown(who));
    }

    /** As {@code cluster: https://staging:6443 · context staging · namespace shop}; empty where there is none. */
    public static Optional<String> cluster(Verdict verdict) {
        return Optional.ofNullable(verdict.cluster()).map(where -> "cluster: " + shown(where.display()));
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
                .mapToLong(PhaseFigures::errors)
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
                .mapToLong(CohortRecovery::badRequests)
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
        return Redactor.text(text, LONGEST_TEXT);
    }

    /** As {@code at most 41 % of all processors, 312 of 65,536 files}; what the machine did not report is left out. */
    public static String generator(GeneratorUsed used) {
        List<String> parts = new ArrayList<>();
        if (used.ownCpu() != null) {
            parts.add("at most " + MeasuredText.percent(used.ownCpu()) + " of all processors"
                    + (used.machineCpu() == null
                            ? ""
                            : " (all processes together " + MeasuredText.percent(used.machineCpu()) + ")"));
        }
        parts.add("stalled for " + MeasuredText.percent(used.stalled()) + " of the time");
        if (used.files() != null) {
            parts.add(share(used.files(), used.filesAllowed()) + " files");
        }
        if (used.ports() != null) {
            parts.add(share(used.ports(), used.portsAllowed()) + " local ports");
        }
        return String.join(", ", parts);
    }

    /** How much was used of what is allowed, where that is known. */
    private static String share(long used, @Nullable Long allowed) {
        return MeasuredText.count(used) + (allowed == null ? "" : " of " + MeasuredText.count(allowed));
    }

    /**
     * The whole run's figures of every Gatling scenario, so that each request is counted once. A cohort that selects some
     * of their requests sends nothing itself, so it has no load.
     */
    public static List<PhaseFigures> wholeRun(Verdict verdict) {
        List<String> senders = verdict.load().stream().map(LoadFigures::cohort).toList();
        return verdict.phases().stream()
                .filter(phase -> phase.phase() == Phase.WHOLE)
                .filter(phase -> senders.isEmpty() || senders.contains(phase.cohort()))
                .toList();
    }
}
