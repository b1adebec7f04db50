package dev.crossfire.testkit;

import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.FaultSpec.ExpectedEffect;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Drills;
import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.model.verdict.Verdict.InjectorFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as a test states it, without a run: whole evidence and nothing else, until the test adds it.
 *
 * <p>For example, of a run that failed because buyers took 14.4 s to recover:
 *
 * <pre>{@code
 * new PlantedVerdict(RunOutcome.FAIL)
 *         .fault("writer-lost")
 *         .recovered("writer-lost", "buyers", 14.4)
 *         .verdict();
 * }</pre>
 */
public final class PlantedVerdict {
    private static final double DETECTION_LIMIT = 0.3;

    private final RunOutcome outcome;
    private final List<ObjectiveVerdict> objectives = new ArrayList<>();
    private final List<FaultVerdict> faults = new ArrayList<>();
    private final List<CohortRecovery> recovery = new ArrayList<>();
    private final List<PhaseFigures> phases = new ArrayList<>();
    private final List<LoadFigures> load = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> voided = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private String scenario = "sale";
    private String environment = "lab";
    private String run = "run-1";
    private InjectorFigures injector = new InjectorFigures(1_000, 1_000, 2.0, false);
    private LedgerFigures ledger = LedgerFigures.NONE;
    private EvidenceFigures evidence = EvidenceFigures.WHOLE;
    private boolean abortedByCondition;

    /** A verdict with this outcome; the test adds objectives, which need not agree with it. */
    public PlantedVerdict(RunOutcome outcome) {
        this.outcome = outcome;
    }

    /** Names the run and what it ran. */
    public PlantedVerdict named(String scenarioName, String environmentName, String runName) {
        scenario = scenarioName;
        environment = environmentName;
        run = runName;
        return this;
    }

    /** Adds an objective. */
    public PlantedVerdict objective(ObjectiveVerdict objective) {
        objectives.add(objective);
        return this;
    }

    /** Adds a fault that was injected, confirmed and cleared, and had an impact. */
    public PlantedVerdict fault(String id) {
        return fault(id, null, true);
    }

    /**
     * Adds a fault that was injected, confirmed and cleared.
     *
     * @param expect the effect that the scenario expects; null when it declares none
     * @param impact whether it had a measurable impact; null when that is unknown
     */
    public PlantedVerdict fault(String id, @Nullable ExpectedEffect expect, @Nullable Boolean impact) {
        return fault(new FaultVerdict(
                id,
                "outage",
                "db",
                PlantedRun.instant(30),
                PlantedRun.instant(30),
                5L,
                PlantedRun.instant(30.5),
                PlantedRun.instant(40),
                true,
                true,
                expect,
                impact,
                null,
                null));
    }

    /** Adds a fault. */
    public PlantedVerdict fault(FaultVerdict fault) {
        faults.add(fault);
        return this;
    }

    /** Adds that a cohort recovered from a fault after so many seconds, give or take 10 ms. */
    public PlantedVerdict recovered(String fault, String cohort, double seconds) {
        RecoveryState state = RecoveryState.RECOVERED;
        return recovery(fault, cohort, state, seconds, seconds - 0.01, seconds + 0.01, DETECTION_LIMIT);
    }

    /** Adds that a cohort was still unhealthy so many seconds after a fault, when the evidence ended. */
    public PlantedVerdict notRecovered(String fault, String cohort, double seconds) {
        return recovery(fault, cohort, RecoveryState.CENSORED, null, seconds, null, DETECTION_LIMIT);
    }

    /**
     * Adds that a fault had no measurable impact on a cohort.
     *
     * @param detectionLimit the shortest impact that the load could have shown, in seconds; null for none
     */
    public PlantedVerdict noImpact(String fault, String cohort, @Nullable Double detectionLimit) {
        return recovery(fault, cohort, RecoveryState.NO_IMPACT, null, null, null, detectionLimit);
    }

    private PlantedVerdict recovery(
            String fault,
            String cohort,
            RecoveryState state,
            @Nullable Double seconds,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double limit) {
        return recovery(new CohortRecovery(
                fault, cohort, state, 0.1, seconds, low, high, null, 0, 0, 0, null, limit, null, null, "planted"));
    }

    /** Adds how a cohort recovered from a fault. */
    public PlantedVerdict recovery(CohortRecovery cohort) {
        recovery.add(cohort);
        return this;
    }

    /** Adds a cohort's figures over the whole run: its requests, its errors, and the latency of 95 %. */
    public PlantedVerdict figures(String cohort, long requests, long errors, double p95Millis) {
        double ratio = (double) errors / requests;
        return figures(new PhaseFigures(
                null, cohort, Phase.WHOLE, requests, errors, errors, ratio, null, null, p95Millis, null, null));
    }

    /** Adds a cohort's figures in a phase. */
    public PlantedVerdict figures(PhaseFigures figures) {
        phases.add(figures);
        return this;
    }

    /** Adds what a cohort sent. */
    public PlantedVerdict load(LoadFigures figures) {
        load.add(figures);
        return this;
    }

    /** Sets how the load generator kept its schedule. */
    public PlantedVerdict injector(InjectorFigures figures) {
        injector = figures;
        return this;
    }

    /** Sets what became of users' writes. */
    public PlantedVerdict ledger(LedgerFigures figures) {
        ledger = figures;
        return this;
    }

    /** Sets whether the evidence is whole. */
    public PlantedVerdict evidence(EvidenceFigures figures) {
        evidence = figures;
        return this;
    }

    /** Adds a note. */
    public PlantedVerdict note(String text) {
        notes.add(text);
        return this;
    }

    /** Adds labels. */
    public PlantedVerdict labels(Map<String, String> byName) {
        labels.putAll(byName);
        return this;
    }

    /** An abort condition of the scenario ended the run. */
    public PlantedVerdict abortedByCondition() {
        abortedByCondition = true;
        return this;
    }

    /** The evidence is void. */
    public PlantedVerdict voided(String why) {
        voided.add(why);
        return this;
    }

    /** The verdict. */
    public Verdict verdict() {
        return new Verdict(
                Verdict.SCHEMA,
                scenario,
                environment,
                run,
                1,
                outcome,
                outcome.exitCode(),
                objectives,
                faults,
                recovery,
                phases,
                injector,
                ledger,
                new Drills(1),
                notes,
                abortedByCondition,
                labels,
                load,
                null,
                evidence,
                null,
                voided);
    }

    /**
     * Replaces the verdict of a run, such as a {@link SampleRun}, to feed it to a format.
     *
     * @throws IOException when it cannot be written
     */
    public void write(RunDirectory sample) throws IOException {
        Files.writeString(sample.verdictFile(), Json.pretty(verdict()));
    }
}
