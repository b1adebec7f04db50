package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.RecoveryPoint;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveDescription.EvidenceBasis;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The recovery point of a fault is within its limit. */
public final class RecoveryPointTime implements ObjectiveKind<RecoveryPointTime.Settings> {
    /**
     * The objective's settings.
     *
     * @param fault the fault's id
     * @param atMost how long before the fault's effect the earliest lost write may have been acknowledged
     * @param writes how many acknowledged writes may be lost to it; null for any number
     */
    public record Settings(
            @Describe("the fault's id") String fault,

            @Describe("the longest acceptable time from the acknowledgement of the earliest lost write to the fault")
            Duration atMost,

            @Describe("the acceptable number of writes lost to it; any number by default") @Nullable
            Integer writes)
            implements ObjectiveSettings {
        @Override
        public Set<EvidenceSource> sources() {
            return Set.of(EvidenceSource.WRITES);
        }

        @Override
        public ObjectiveTarget target() {
            ObjectiveTarget time = ObjectiveTarget.atMost(atMost);
            return writes == null ? time : time.and(ObjectiveTarget.atMost(writes, "writes"));
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("recovery-point", Settings.class)
                .summary("the oldest write lost to a fault is recent enough")
                .measures(
                        "seconds from the acknowledgement of the earliest write that was lost to a fault until the fault's effect, and how"
                                + " many were; 0 when none was lost")
                .inconclusiveWhen(WriteAnomalyLimit.INCONCLUSIVE)
                .example("recovery-point: { fault: writer-lost, at-most: 0s, writes: 0 }")
                .basedOn(EvidenceBasis.TIMES);
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        LedgerFigures ledger = facts.ledger();
        if (ledger.lost() == null) {
            return Judgement.unmeasured(WriteAnomalyLimit.uncounted(ledger));
        }
        Optional<RecoveryPoint> point = ledger.recoveryPoints().stream()
                .filter(one -> one.fault().equals(settings.fault()))
                .findFirst();
        return point.map(found -> judge(settings, found, ledger))
                .orElseGet(() -> Judgement.unmeasured(settings.fault() + " was not seen to take effect"));
    }

    private static Judgement judge(Settings settings, RecoveryPoint point, LedgerFigures ledger) {
        MeasuredFigure measured = new MeasuredFigure(point.seconds(), null, null, "s");
        // What was acknowledged after the effect and lost is no time before it, and more than nothing.
        boolean tooFar = point.seconds() > settings.atMost().toNanos() / 1e9
                || (settings.atMost().isZero() && point.writes() > 0);
        boolean tooMany = settings.writes() != null && point.writes() > settings.writes();
        if (tooFar || tooMany) {
            return new Judgement(measured, Outcome.FAIL, words(point));
        }
        return WriteAnomalyLimit.unlessDoubted(ledger, measured, words(point));
    }

    private static String words(RecoveryPoint point) {
        return point.writes() == 0
                ? "no write acknowledged before " + point.fault() + " is lost"
                : point.fault() + " lost " + FigureText.count(point.writes())
                        + " acknowledged writes, the earliest acknowledged " + FigureText.seconds(point.seconds())
                        + " before it";
    }
}
