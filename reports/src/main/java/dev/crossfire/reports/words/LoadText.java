package dev.crossfire.reports.words;

import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.FaultVerdict;
import dev.crossfire.model.Verdict.LoadFigures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who was under load, whether the load was as planned, and whether faults under it did anything to users. */
public final class LoadText {
    private static final int LONGEST = 120;

    private LoadText() {}

    /** As {@code under load: the lab's balancer}; empty when it is not known. */
    public static Optional<String> underLoad(Verdict verdict) {
        return Optional.ofNullable(verdict.underLoad()).map(who -> "under load: " + shown(who));
    }

    /** The faults that took place without a measurable impact, though nothing was said of what they would do. */
    public static List<String> withoutImpact(Verdict verdict) {
        return verdict.faults().stream()
                .filter(fault -> Boolean.FALSE.equals(fault.impact()) && fault.expect() == null)
                .map(FaultVerdict::id)
                .map(LoadText::shown)
                .toList();
    }

    /** As {@code No measurable impact of writer-lost.}; empty when every fault had one, or what it did is not known. */
    public static Optional<String> noImpact(Verdict verdict) {
        List<String> faults = withoutImpact(verdict);
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of("No measurable impact of " + String.join(", ", faults) + ".");
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

    /** What one cohort sent beside what was planned, as {@code 7,204 of 7,200 planned arrivals}. */
    public static String sent(LoadFigures load) {
        String what = load.arrivalsKnown() ? "arrival" : "request";
        String planned = load.planned() == null ? "" : ", " + Say.count(load.planned()) + " arrivals planned";
        String findings =
                load.findings().stream().map(finding -> "; " + finding.why()).collect(Collectors.joining());
        return Say.count(load.sent(), what) + planned + findings;
    }

    private static String shown(String text) {
        return Discreet.text(text, LONGEST);
    }
}
