package dev.crossfire.junit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * The answer of a drill, read from its {@code verdict.json}; a figure that does not exist is null.
 *
 * @param exitCode the command's exit code, which follows from the outcome
 * @param run the run's id
 * @param seed the number from which every random choice followed
 * @param notes what else weakens or explains the result, a sentence each
 * @param labels what the run belongs to, by name
 * @param folder of the evidence and the reports
 */
public record DrillVerdict(
        DrillOutcome outcome,
        int exitCode,
        String scenario,
        String environment,
        String run,
        long seed,
        List<ObjectiveResult> objectives,
        List<FaultResult> faults,
        List<RecoveryResult> recovery,
        List<PhaseResult> phases,
        LedgerResult ledger,
        List<String> notes,
        Map<String, String> labels,
        Path folder) {
    public DrillVerdict {
        objectives = List.copyOf(objectives);
        faults = List.copyOf(faults);
        recovery = List.copyOf(recovery);
        phases = List.copyOf(phases);
        notes = List.copyOf(notes);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /**
     * Reads the verdict in a run's folder; empty when the run ended without one.
     *
     * @throws IOException when it cannot be read, or is no verdict; the message names the file
     */
    public static Optional<DrillVerdict> in(Path folder) throws IOException {
        return VerdictFile.in(folder);
    }

    /** The outcome of a drill or of an objective; an objective has only the first three. */
    public enum DrillOutcome {
        PASS,
        INCONCLUSIVE,
        FAIL,
        /** Crossfire or the environment failed. */
        ERROR,
        /** A fault is not verified to be cleared. */
        DIRTY
    }

    /** The HTML report. */
    public URI report() {
        return folder.resolve("report.html").toUri();
    }

    /**
     * An objective by its id.
     *
     * @throws IllegalArgumentException when the scenario has none of that id
     */
    public ObjectiveResult objective(String id) {
        return objectives.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no objective " + id + "; the scenario has "
                        + objectives.stream().map(ObjectiveResult::id).toList()));
    }

    /**
     * A fault by its id.
     *
     * @throws IllegalArgumentException when the scenario has none of that id
     */
    public FaultResult fault(String id) {
        return faults.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault " + id + "; the scenario has "
                        + faults.stream().map(FaultResult::id).toList()));
    }

    /**
     * How a cohort recovered from a fault.
     *
     * @throws IllegalArgumentException when the verdict has no such recovery
     */
    public RecoveryResult recovery(String fault, String cohort) {
        return recovery.stream()
                .filter(one -> one.fault().equals(fault) && one.cohort().equals(cohort))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no recovery of " + cohort + " from " + fault + "; the verdict has "
                                + recovery.stream()
                                        .map(one -> one.cohort() + " from " + one.fault())
                                        .toList()));
    }

    /**
     * Requires that the drill passed.
     *
     * @return this verdict
     * @throws AssertionFailedError with every objective that did not pass, and the report
     */
    public DrillVerdict requirePass() {
        if (outcome != DrillOutcome.PASS) {
            Failure.raise(this);
        }
        return this;
    }

    /** The outcome in a sentence, then every objective that did not pass, what weakens the result, and the report's address. */
    public String explanation() {
        String open = objectives.stream()
                .filter(one -> one.outcome() != DrillOutcome.PASS)
                .map(one -> "\n  " + VerdictText.of(one) + "\n    " + one.why())
                .collect(Collectors.joining());
        return "the drill " + VerdictText.of(outcome) + open + VerdictText.notes(this) + VerdictText.footer(this);
    }

    /** Apart, so that a program without JUnit can load a verdict. */
    private static final class Failure {
        private static void raise(DrillVerdict verdict) {
            throw new AssertionFailedError(verdict.explanation(), DrillOutcome.PASS, verdict.outcome());
        }
    }

    /**
     * An objective and what was measured.
     *
     * @param cohort null when it concerns no single cohort
     * @param fault null when it concerns no single fault
     * @param phase null when it concerns no phase
     * @param measured null when nothing could be measured
     * @param why the reason in one sentence
     */
    public record ObjectiveResult(
            String id,
            String kind,
            @Nullable String cohort,
            @Nullable String fault,
            @Nullable String phase,
            Target target,
            @Nullable Measured measured,
            DrillOutcome outcome,
            String why) {}

    /**
     * What an objective requires.
     *
     * @param text the whole target where it is no figure; null otherwise
     * @param label what is compared; null where the measured figure says it
     * @param percentile of the latencies that is compared; null where none is
     * @param comparison {@code at-most} or {@code at-least}; null where it is no figure
     * @param value in {@code unit}; null where it is no figure
     * @param unit {@code s}, {@code ms}, {@code ratio} or a plural; empty where it is no figure
     * @param also a second target that must also be met; null when there is none
     */
    public record Target(
            @Nullable String text,
            @Nullable String label,
            @Nullable Double percentile,
            @Nullable String comparison,
            @Nullable Double value,
            String unit,
            @Nullable Target also) {}

    /**
     * A figure and its bounds.
     *
     * @param unit {@code s}, {@code ms}, {@code ratio} or a plural
     */
    public record Measured(
            double value, @Nullable Double low, @Nullable Double high, String unit) {}

    /**
     * The moments of a fault; one that did not come is null.
     *
     * @param target the role whose targets it hits
     * @param wasCleared it was verified to be gone
     * @param impact whether it had a measurable impact on a cohort; null when the evidence does not show it
     */
    public record FaultResult(
            String id,
            String kind,
            String target,
            @Nullable Instant injected,
            @Nullable Instant effective,
            @Nullable Instant confirmed,
            @Nullable Instant cleared,
            boolean wasConfirmed,
            boolean wasCleared,
            @Nullable Boolean impact) {}

    /**
     * How a cohort recovered from a fault, in seconds from when the fault took effect.
     *
     * @param state {@code recovered}, {@code no-impact}, {@code censored}, {@code metastable}, {@code confounded} or
     *     {@code unhealthy-before}
     * @param seconds the best estimate; null when the cohort was not seen to recover
     */
    public record RecoveryResult(
            String fault,
            String cohort,
            String state,
            @Nullable Double seconds,
            @Nullable Double low,
            @Nullable Double high,
            long badRequests,
            long errors,
            String why) {}

    /**
     * Counts and latencies of a cohort in a phase.
     *
     * @param fault to which the phase belongs; null for {@code spike} and {@code whole}
     * @param phase {@code before}, {@code impact}, {@code after}, {@code spike} or {@code whole}
     */
    public record PhaseResult(
            @Nullable String fault,
            String cohort,
            String phase,
            long requests,
            long errors,
            long bad,
            @Nullable Double errorRatio,
            @Nullable Double p50Millis,
            @Nullable Double p95Millis,
            @Nullable Double p99Millis) {}

    /** Acknowledged writes compared with the system's records; null where they were not counted. */
    public record LedgerResult(
            @Nullable Long acknowledged,
            @Nullable Long lost,
            @Nullable Long duplicate,
            @Nullable Long oversold) {}
}
