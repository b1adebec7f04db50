package dev.crossfire.testkit;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.RequestBins;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.spi.ExternalObservations;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.RunFacts.FaultTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts as a test states them, to judge an objective without a run.
 *
 * @param recovery of every cohort after every fault
 * @param figures of every cohort in every phase
 * @param millis every percentile of latencies
 */
public record PlantedFacts(
        Plan plan,
        @Nullable CohortRecovery recovery,
        @Nullable PhaseFigures figures,
        @Nullable Double millis) implements RunFacts {
    /** Facts of a cohort that recovered in this way; null when it sent nothing. */
    public static PlantedFacts of(@Nullable CohortRecovery recovery) {
        return new PlantedFacts(
                plan(new Load("S", Map.of(), Duration.ZERO, Duration.ZERO, List.of())), recovery, null, null);
    }

    /** Facts of a number of requests, of which some failed, with one latency. */
    public static PlantedFacts of(long requests, long errors, double millis) {
        PhaseFigures figures = new PhaseFigures(
                null,
                "buyers",
                Phase.WHOLE,
                requests,
                errors,
                errors,
                (double) errors / requests,
                1.0,
                millis,
                millis,
                millis,
                null);
        return new PlantedFacts(of((CohortRecovery) null).plan(), null, figures, millis);
    }

    /** A plan of a load and nothing else. */
    public static Plan plan(Load load) {
        Scenario scenario = new Scenario("s", "t", load, Map.of(), Duration.ZERO, List.of(), List.of());
        return new Plan(
                Plan.SCHEMA,
                "r",
                scenario,
                "lab",
                null,
                1,
                false,
                List.of(),
                new Plan.BlastRadius(0, 0, List.of(), Duration.ZERO),
                0,
                Map.of(),
                Map.of(),
                List.of());
    }

    @Override
    public @Nullable CohortRecovery recovery(String fault, String cohort) {
        return recovery;
    }

    @Override
    public @Nullable PhaseFigures phase(String cohort, PhaseRef phase) {
        return figures;
    }

    @Override
    public @Nullable Double latencyMillis(String cohort, PhaseRef phase, double percentile) {
        return millis;
    }

    @Override
    public @Nullable Double errorMillis(String cohort, PhaseRef phase, double percentile) {
        return millis;
    }

    @Override
    public @Nullable FaultTimes times(String fault) {
        return new FaultTimes(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), null);
    }

    @Override
    public @Nullable RequestBins counts(String cohort) {
        return null;
    }

    @Override
    public @Nullable ControlRun control() {
        return null;
    }

    @Override
    public Duration observedUntil(String cohort) {
        return Duration.ofMinutes(2);
    }

    @Override
    public @Nullable Double waitMillis(String cohort, PhaseRef phase, double percentile) {
        return null;
    }

    @Override
    public boolean wasNotInjected(String fault) {
        return false;
    }

    @Override
    public LedgerFigures ledger() {
        return LedgerFigures.NONE;
    }

    @Override
    public ExternalObservations observations() {
        return ExternalObservations.NONE;
    }
}
