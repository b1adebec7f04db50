package dev.crossfire.judge;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.RequestBins;
import dev.crossfire.judge.PhaseTally.UserTimeTally;
import dev.crossfire.judge.timeline.FaultMoments;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.spi.ExternalObservations;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.RunFacts.FaultTimes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The counted figures, as objectives need them. */
record RunMeasurements(
        Plan plan,
        List<CohortRecovery> recoveries,
        RequestAnalysis reading,
        @Nullable ControlRun control,
        LedgerFigures ledger,
        ExternalObservations observations)
        implements RunFacts {
    @Override
    public @Nullable CohortRecovery recovery(String fault, String cohort) {
        return recoveries.stream()
                .filter(one -> one.fault().equals(fault) && one.cohort().equals(cohort))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable PhaseFigures phase(String cohort, PhaseRef phase) {
        return tally(cohort, phase).map(PhaseTally::figures).orElse(null);
    }

    @Override
    public @Nullable Double latencyMillis(String cohort, PhaseRef phase, double percentile) {
        PhaseTally tally = tally(cohort, phase).orElse(null);
        return tally == null ? null : tally.latencyMillis(percentile);
    }

    @Override
    public @Nullable Double waitMillis(String cohort, PhaseRef phase, double percentile) {
        @Nullable
        UserTimeTally users = tally(cohort, phase).map(PhaseTally::userTime).orElse(null);
        return users == null ? null : users.millis(percentile);
    }

    @Override
    public @Nullable Double errorMillis(String cohort, PhaseRef phase, double percentile) {
        PhaseTally tally = tally(cohort, phase).orElse(null);
        return tally == null ? null : tally.errorMillis(percentile);
    }

    @Override
    public @Nullable FaultTimes times(String fault) {
        return reading.timeline().effectiveFaults().stream()
                .filter(one -> one.id().equals(fault))
                .findFirst()
                .map(this::times)
                .orElse(null);
    }

    @Override
    public boolean wasNotInjected(String fault) {
        return reading.timeline().isUntouched(fault);
    }

    private FaultTimes times(FaultMoments fault) {
        long injectedAt = fault.injected() == null ? fault.effectiveLow() : Micros.of(fault.injected());
        return new FaultTimes(
                offset(Math.min(injectedAt, fault.effectiveLow())),
                offset(fault.effectiveLow()),
                offset(fault.effectiveHigh()),
                fault.cleared() == null ? null : offset(Micros.of(fault.cleared())));
    }

    @Override
    public @Nullable RequestBins counts(String cohort) {
        return reading.count().counts().get(cohort);
    }

    @Override
    public Duration observedUntil(String cohort) {
        return offset(reading.traffic().observedUntil(cohort));
    }

    private Duration offset(long micros) {
        return Duration.of(micros - reading.timeline().zero(), ChronoUnit.MICROS);
    }

    private Optional<PhaseTally> tally(String cohort, PhaseRef phase) {
        return reading.count().phases().getOrDefault(cohort, List.of()).stream()
                .filter(one -> one.phase().equals(phase))
                .findFirst();
    }
}
