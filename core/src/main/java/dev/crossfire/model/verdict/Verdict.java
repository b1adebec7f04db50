package dev.crossfire.model.verdict;

import dev.crossfire.model.ExpectedEffect;
import dev.crossfire.model.objective.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.Phase;
import dev.crossfire.model.objective.PhaseRef;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a run; its JSON form is the stable contract {@code crossfire/verdict/v1}.
 *
 * @param givenUp whether the scenario's own rule ended the run, because an abort condition was met
 * @param labels what the run belongs to, by name, as {@code commit}
 * @param load what each cohort sent, beside what was planned for it
 * @param underLoad the systems under load; null in early verdicts and of several drills
 * @param voided why the figures may not be compared with other runs', a sentence each; empty when it may
 */
public record Verdict(
        String schema,
        String scenario,
        String environment,
        String run,
        long seed,
        RunOutcome outcome,
        int exitCode,
        List<ObjectiveVerdict> objectives,
        List<FaultVerdict> faults,
        List<Recovery> recovery,
        List<PhaseFigures> phases,
        Injector injector,
        LedgerFigures ledger,
        Drills drills,
        List<String> notes,
        Boolean givenUp,
        Map<String, String> labels,
        List<LoadFigures> load,
        @Nullable String underLoad,
        List<String> voided) {
    public static final String SCHEMA = "crossfire/verdict/v1";

    /** Reads what is null, as early verdicts have it, as a ledger without figures, a run that went on, no labels, and nothing that voids. */
    public Verdict {
        ledger = Objects.requireNonNullElse(ledger, LedgerFigures.NONE);
        objectives = List.copyOf(objectives);
        faults = List.copyOf(faults);
        recovery = List.copyOf(recovery);
        phases = List.copyOf(phases);
        notes = List.copyOf(notes);
        givenUp = Objects.requireNonNullElse(givenUp, false);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(labels, Map.of())));
        load = List.copyOf(Objects.requireNonNullElse(load, List.of()));
        voided = List.copyOf(Objects.requireNonNullElse(voided, List.of()));
    }

    /** Whether the figures may be compared with other runs'; early verdicts know of the load generator's lag only. */
    public boolean counts() {
        return voided.isEmpty() && !injector.saturated();
    }

    /** The outcome of an objective; {@code measured} is null when nothing could be measured. */
    public record ObjectiveVerdict(
            String id,
            String kind,
            ObjectiveSubject subject,
            @Nullable String cohort,
            @Nullable String fault,
            @Nullable PhaseRef phase,
            ObjectiveTarget target,
            @Nullable Measured measured,
            Outcome outcome,
            String why) {}

    /** A figure with the bounds that are known; {@code unit} is {@code s}, {@code ms} or {@code ratio}. */
    public record Measured(
            double value, @Nullable Double low, @Nullable Double high, String unit) {}

    /**
     * The moments and the impact of a fault; a moment that did not come is null.
     *
     * @param expect the effect that the scenario expects; null when it declares none
     * @param impact whether it had a measurable impact on any cohort; null when the evidence does not show it
     */
    public record FaultVerdict(
            String id,
            String kind,
            String target,
            @Nullable Instant injected,
            @Nullable Instant effective,
            @Nullable Long effectiveUncertaintyMillis,
            @Nullable Instant confirmed,
            @Nullable Instant cleared,
            boolean wasConfirmed,
            boolean wasCleared,
            @Nullable ExpectedEffect expect,
            @Nullable Boolean impact) {
        /** A fault whose impact is unknown. */
        public FaultVerdict(
                String id,
                String kind,
                String target,
                @Nullable Instant injected,
                @Nullable Instant effective,
                @Nullable Long effectiveUncertaintyMillis,
                @Nullable Instant confirmed,
                @Nullable Instant cleared,
                boolean wasConfirmed,
                boolean wasCleared) {
            this(
                    id,
                    kind,
                    target,
                    injected,
                    effective,
                    effectiveUncertaintyMillis,
                    confirmed,
                    cleared,
                    wasConfirmed,
                    wasCleared,
                    null,
                    null);
        }
    }

    /** How a cohort fared after a fault; times in seconds, counted from the fault's effect unless named otherwise. */
    public record Recovery(
            String fault,
            String cohort,
            RecoveryState state,
            @Nullable Double onsetSeconds,
            @Nullable Double seconds,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double fromInjectedSeconds,
            int relapses,
            long badRequests,
            long errors,
            @Nullable Double firstSuccessSeconds,
            @Nullable Double detectionLimitSeconds,
            @Nullable Long inFlightAtInjection,
            @Nullable PostFaultIntervals postFaultImpact,
            String why) {}

    /**
     * A cohort's unhealthy intervals that began after a fault was cleared, which are no recovery from it; null in its
     * place where the evidence does not show them.
     *
     * @param times how many there were; 0 when it stayed healthy
     * @param onsetSeconds of the first one, counted from the moment when the fault was verified to be cleared; null
     *     without one
     * @param seconds how long the longest one lasted; null when its end was not seen
     * @param low not less than this
     * @param high not more than this; null when its end was not seen
     */
    public record PostFaultIntervals(
            int times,
            @Nullable Double onsetSeconds,
            @Nullable Double seconds,
            double low,
            @Nullable Double high) {}

    /** A cohort's recovery. */
    public enum RecoveryState {
        RECOVERED,
        NO_IMPACT,
        CENSORED,
        METASTABLE,
        CONFOUNDED,
        UNHEALTHY_BEFORE
    }

    /**
     * What a cohort sent after t = 0, beside what was planned for it.
     *
     * @param planned arrivals that the plan has until the end of the comparison; null when none are planned
     * @param sent arrivals where the intended starts of users are known, else requests
     * @param arrivalsKnown whether {@code sent} counts arrivals
     * @param asPlanned null when the evidence does not show it, or nothing was planned
     * @param findings every way in which the load was not as planned, the worst first
     */
    public record LoadFigures(
            String cohort,
            @Nullable Long planned,
            long sent,
            boolean arrivalsKnown,
            @Nullable Boolean asPlanned,
            List<LoadFinding> findings) {
        public LoadFigures {
            findings = List.copyOf(findings);
        }
    }

    /**
     * One way in which a cohort's load was not as planned.
     *
     * @param fromSeconds after t = 0, where the load differs
     * @param plannedPerSecond null when nothing was planned
     * @param why one sentence without a full stop
     */
    public record LoadFinding(
            LoadDifference difference,
            double fromSeconds,
            double untilSeconds,
            @Nullable Double plannedPerSecond,
            double sentPerSecond,
            String why) {}

    /** How a load may differ from its plan. */
    public enum LoadDifference {
        /** The plan has the cohort, but no request of it was seen. */
        NEVER_APPEARED,
        /** The cohort sent requests, but the plan does not have it. */
        NOT_DECLARED,
        /** No rise was seen where, or like, a spike was planned. */
        SPIKE_MISSING,
        /** The spike began at another time. */
        SPIKE_TIME,
        /** The spike lasted longer or shorter. */
        SPIKE_LENGTH,
        /** The spike was higher or lower. */
        SPIKE_HEIGHT,
        /** The rate was another one. */
        RATE,
        /** The last user arrived before the load was to end. */
        ENDED_EARLY;

        /** Whether it is about a spike. */
        public boolean ofSpike() {
            return this == SPIKE_MISSING || this == SPIKE_TIME || this == SPIKE_LENGTH || this == SPIKE_HEIGHT;
        }
    }

    /**
     * Counts and percentiles of one cohort in one phase; latencies from the intended start.
     *
     * @param userTime the same by users instead of requests; null where arrivals do not wait for answers
     */
    public record PhaseFigures(
            @Nullable String fault,
            String cohort,
            Phase phase,
            long requests,
            long errors,
            long bad,
            @Nullable Double errorRatio,
            @Nullable Double errorRatioHigh,
            @Nullable Double p50Millis,
            @Nullable Double p95Millis,
            @Nullable Double p99Millis,
            @Nullable UserTime userTime) {}

    /**
     * The waits of users who send their next request only after their last answer. A user who waits sends nothing, so
     * the requests alone hide how long users waited.
     *
     * @param seconds of all users together, from each one's first request to the last answer
     * @param unhealthyShare the share of that in which a user waited for longer than L, or had a bad answer and no good
     *     one since
     * @param missedRequests requests that were not sent because their users waited, and would have been bad
     * @param p50Millis the wait of a user who sends a request at any moment; so with the others
     */
    public record UserTime(
            double seconds,
            double unhealthyShare,
            long missedRequests,
            @Nullable Double p50Millis,
            @Nullable Double p95Millis,
            @Nullable Double p99Millis) {}

    /** Whether the load generator kept its promise. */
    public record Injector(
            long requests, long intendedKnown, @Nullable Double lagP99Millis, boolean saturated) {}

    /**
     * The acknowledged writes compared with the system's records; a figure that was not counted is null.
     *
     * @param acknowledged writes that the system confirmed to a client
     * @param lost of those, the ones that are not in the system's records
     * @param duplicate rows beyond the first of one write
     * @param oversold writes beyond what an item allows
     * @param refused writes that every answer refused
     * @param unknown writes whose outcome no client knows
     * @param unacknowledgedPresent writes that are in the system's records though no client got a confirmation; shown,
     *     not judged
     * @param foreign rows that this run did not write
     * @param recoveryPoints by fault, in the order in which they took effect
     * @param examples the first few writes that are lost, then the first few duplicates, then those that are oversold
     * @param problem why a figure is null or may be too small; null when nothing is in the way
     */
    public record LedgerFigures(
            @Nullable Long acknowledged,
            @Nullable Long lost,
            @Nullable Long duplicate,
            @Nullable Long oversold,
            @Nullable Long refused,
            @Nullable Long unknown,
            @Nullable Long unacknowledgedPresent,
            @Nullable Long foreign,
            List<RecoveryPoint> recoveryPoints,
            List<WriteAnomaly> examples,
            @Nullable String problem) {
        /** Of a run that kept no ledger. */
        public static final LedgerFigures NONE = new LedgerFigures(null, null, null, null);

        /** Reads lists that are null, as early verdicts have them, as empty ones. */
        public LedgerFigures {
            recoveryPoints = List.copyOf(Objects.requireNonNullElse(recoveryPoints, List.of()));
            examples = List.copyOf(Objects.requireNonNullElse(examples, List.of()));
        }

        /** Figures of which nothing more is known. */
        public LedgerFigures(
                @Nullable Long acknowledged, @Nullable Long lost, @Nullable Long duplicate, @Nullable Long oversold) {
            this(acknowledged, lost, duplicate, oversold, null, null, null, null, List.of(), List.of(), null);
        }

        /** Why nothing could be counted. */
        public static LedgerFigures uncounted(String problem) {
            return new LedgerFigures(null, null, null, null, null, null, null, null, List.of(), List.of(), problem);
        }
    }

    /**
     * The recovery point of a fault.
     *
     * @param seconds from the acknowledgement of the earliest lost write to the fault's effect; 0 when none is lost
     * @param writes how many acknowledged writes it lost
     */
    public record RecoveryPoint(String fault, double seconds, long writes) {}

    /**
     * The drills that the verdict rests on; of a run that was not repeated only their number is known.
     *
     * @param count how many took place
     * @param asked how many were requested
     * @param mayFail how many may fail without the whole failing
     * @param broken those that ended without an answer, or with a fault that could not be verified to be cleared
     * @param passShare of those that passed or failed; null when none did
     * @param stopped why no more took place; null when all did
     * @param recovery a distribution for every fault and cohort
     */
    public record Drills(
            int count,
            @Nullable Integer asked,
            @Nullable Integer mayFail,
            @Nullable Integer passed,
            @Nullable Integer failed,
            @Nullable Integer inconclusive,
            @Nullable Integer broken,
            @Nullable Share passShare,
            @Nullable String stopped,
            List<Drill> drills,
            List<RecoveryOver> recovery) {
        /** Reads lists that early verdicts do not have as empty. */
        public Drills {
            drills = List.copyOf(Objects.requireNonNullElse(drills, List.of()));
            recovery = List.copyOf(Objects.requireNonNullElse(recovery, List.of()));
        }

        /** Of a run that stands for itself. */
        public Drills(int count) {
            this(count, null, null, null, null, null, null, null, null, List.of(), List.of());
        }
    }

    /** A share with its two-sided bounds at a confidence. */
    public record Share(double value, double low, double high, double confidence) {}

    /**
     * One drill of several.
     *
     * @param drill its folder's name
     * @param run null when it ended before it had a plan
     * @param why what kept it from an answer; null when nothing did
     */
    public record Drill(
            String drill,
            @Nullable String run,
            RunOutcome outcome,
            @Nullable String why) {}

    /**
     * A cohort's recovery from a fault, over all drills.
     *
     * @param recovered drills in which it was seen to recover
     * @param noImpact drills without measurable impact; they count as 0 s, and towards upper bounds as their detection
     *     limit
     * @param unended drills in which it was not seen to recover; they count as longer than all others
     * @param leftOut drills that are no evidence: the fault was not injected or not confirmed, or the cohort was
     *     unhealthy before it
     * @param seconds of those that recovered, sorted
     * @param medianSeconds null when no drill is evidence or half of them or more did not end
     * @param longestSeconds null when a drill did not end or none is evidence
     */
    public record RecoveryOver(
            String fault,
            String cohort,
            int recovered,
            int noImpact,
            int unended,
            int leftOut,
            List<Double> seconds,
            @Nullable Double medianSeconds,
            @Nullable Double longestSeconds,
            List<Quantile> quantiles) {
        public RecoveryOver {
            seconds = List.copyOf(seconds);
            quantiles = List.copyOf(quantiles);
        }
    }

    /**
     * A quantile of recovery over drills, with bounds that hold whatever the distribution is; each is one-sided.
     *
     * @param share as 0.9
     * @param atLeastSeconds null when too few drills bound it from below
     * @param atMostSeconds null when too few drills bound it from above, or the one that does so did not end
     * @param why no upper bound is stated; null when one is
     */
    public record Quantile(
            double share,
            @Nullable Double atLeastSeconds,
            @Nullable Double atMostSeconds,
            double confidence,
            @Nullable String why) {}
}
