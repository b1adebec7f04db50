package dev.crossfire.judge.objective;

import dev.crossfire.evidence.RequestBins;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.RunFacts.FaultTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The time after a fault beside the time before any fault, for objectives that compare a cohort with its own baseline.
 *
 * <p>The baseline ends before the <em>first</em> fault that took effect, whichever the objective is about: the time
 * between two faults is no baseline.
 *
 * @param baselineLength how long the baseline lasts from t = 0
 * @param from the earliest moment at which the fault may have taken effect, after t = 0
 * @param until the end of the evaluated time, after t = 0
 */
record BaselineInterval(Duration baselineLength, Duration from, Duration until) {
    /** A baseline shorter than this is too little evidence; so is a time after the fault. */
    static final Duration SHORTEST_BASELINE = Duration.ofSeconds(10);

    /** Refuses a time after the fault that is too short to be evidence, before anything is injected. */
    static void requireLongEnough(@Nullable Duration window) {
        if (window != null && window.compareTo(SHORTEST_BASELINE) < 0) {
            throw new IllegalArgumentException("a window of " + FigureText.written(SHORTEST_BASELINE)
                    + " or more: a shorter one shows too little");
        }
    }

    /** The two; throws when there is nothing that could be compared. */
    static BaselineInterval of(RunFacts facts, String cohort, String fault, @Nullable Duration window)
            throws InsufficientEvidenceException {
        @Nullable FaultTimes times = facts.times(fault);
        if (times == null) {
            throw new InsufficientEvidenceException(fault + " did not take effect");
        }
        Duration seen = facts.observedUntil(cohort);
        Duration until = window == null ? seen : times.effectLow().plus(window);
        BaselineInterval interval = new BaselineInterval(baselineLength(facts), times.effectLow(), until);
        interval.check(facts, cohort, fault, seen);
        return interval;
    }

    private void check(RunFacts facts, String cohort, String fault, Duration seen)
            throws InsufficientEvidenceException {
        @Nullable CohortRecovery recovery = facts.recovery(fault, cohort);
        if (recovery != null && recovery.state() == RecoveryState.UNHEALTHY_BEFORE) {
            throw new InsufficientEvidenceException(cohort + " were already unhealthy before " + fault
                    + ", so there is no healthy baseline to compare with");
        }
        if (baselineLength.compareTo(SHORTEST_BASELINE) < 0) {
            throw new InsufficientEvidenceException(
                    "only " + FigureText.seconds(baselineLength) + " were seen before the first fault; expected "
                            + FigureText.written(SHORTEST_BASELINE) + " to compare with");
        }
        if (until.compareTo(seen) > 0) {
            throw new InsufficientEvidenceException("the requests of " + cohort + " end "
                    + FigureText.seconds(seen.minus(from).isNegative() ? Duration.ZERO : seen.minus(from)) + " after "
                    + fault
                    + " took effect; expected " + FigureText.seconds(length()));
        }
        if (length().compareTo(SHORTEST_BASELINE) < 0) {
            throw new InsufficientEvidenceException("only " + FigureText.seconds(length()) + " were seen after " + fault
                    + " took effect; expected " + FigureText.written(SHORTEST_BASELINE));
        }
    }

    /** A cohort's requests over time. */
    static RequestBins counts(RunFacts facts, String cohort) throws InsufficientEvidenceException {
        @Nullable RequestBins counts = facts.counts(cohort);
        if (counts == null) {
            throw new InsufficientEvidenceException("nothing was measured: " + cohort + " sent no request");
        }
        return counts;
    }

    private static Duration baselineLength(RunFacts facts) {
        return facts.plan().faults().stream()
                .flatMap(fault -> Stream.ofNullable(facts.times(fault.spec().id())))
                .map(FaultTimes::injected)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    Duration length() {
        return until.minus(from);
    }

    /** Why a plan leaves too little time before or after a fault, a sentence a reason. */
    static List<String> warnings(Plan plan, String cohort, String fault, @Nullable Duration window) {
        List<String> reasons = new ArrayList<>(ExpectedRequests.noRule(plan, cohort));
        plan.faults().stream()
                .flatMap(one -> Stream.ofNullable(one.at()))
                .min(Duration::compareTo)
                .filter(first -> first.compareTo(SHORTEST_BASELINE) < 0)
                .ifPresent(first -> reasons.add(
                        "the first fault comes " + FigureText.written(first) + " after t = 0, but to know how " + cohort
                                + " behave without a fault takes " + FigureText.written(SHORTEST_BASELINE)));
        Duration after = window == null ? SHORTEST_BASELINE : window;
        reasons.addAll(ExpectedRequests.tooShort(plan, fault, after, "to observe " + FigureText.written(after)));
        return reasons;
    }

    /** Planned arrivals from t = 0 until the first fault, and over the time after a fault; null where unknown. */
    static @Nullable Arrivals arrivals(Plan plan, String cohort, String fault, @Nullable Duration window) {
        Duration end = plan.scenario().load().duration();
        @Nullable
        Duration first = plan.faults().stream()
                .map(PlannedFault::at)
                .flatMap(Stream::ofNullable)
                .min(Duration::compareTo)
                .orElse(null);
        @Nullable Duration at = ExpectedRequests.startOf(plan, fault).orElse(null);
        if (first == null || at == null || at.compareTo(end) >= 0) {
            return null;
        }
        Duration until = window == null || at.plus(window).compareTo(end) > 0 ? end : at.plus(window);
        return ExpectedRequests.planned(plan, cohort)
                .map(planned -> new Arrivals(planned.arrivals(Duration.ZERO, first), planned.arrivals(at, until)))
                .orElse(null);
    }

    /** Users who are planned to arrive. */
    record Arrivals(double before, double after) {}

    /** Something is missing without which nothing can be compared. */
    static final class InsufficientEvidenceException extends Exception {
        private static final long serialVersionUID = 1L;

        InsufficientEvidenceException(String what) {
            super(what);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }
}
