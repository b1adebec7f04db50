package dev.crossfire.judge;

import dev.crossfire.model.PhaseRef;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Verdict.LedgerFigures;
import dev.crossfire.model.Verdict.PhaseFigures;
import dev.crossfire.model.Verdict.Recovery;
import dev.crossfire.spi.Facts;
import dev.crossfire.spi.FaultTimes;
import dev.crossfire.spi.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was counted, as objectives ask for it. */
record JudgedFacts(
        Plan plan,
        List<Recovery> recoveries,
        Map<String, List<PhaseTally>> phases,
        LedgerFigures ledger,
        Watch watch,
        Timeline timeline)
        implements Facts {
    @Override
    public List<FaultTimes> faultTimes() {
        return timeline.effectiveFaults().stream().map(this::times).toList();
    }

    private FaultTimes times(FaultMoments fault) {
        @Nullable Instant cleared = fault.cleared();
        return new FaultTimes(
                fault.id(),
                seconds(fault.effectiveLow()),
                seconds(fault.effectiveHigh()),
                cleared == null ? null : seconds(Micros.of(cleared)));
    }

    private double seconds(long micros) {
        return Micros.seconds(micros - timeline.zero());
    }

    @Override
    public double loadSeconds() {
        return seconds(timeline.end());
    }

    @Override
    public @Nullable Recovery recovery(String fault, String cohort) {
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

    private Optional<PhaseTally> tally(String cohort, PhaseRef phase) {
        return phases.getOrDefault(cohort, List.of()).stream()
                .filter(one -> one.phase().equals(phase))
                .findFirst();
    }
}
