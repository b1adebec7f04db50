package dev.crossfire.judge.ledger;

import dev.crossfire.judge.timeline.FaultMoments;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.model.verdict.LedgerFigures.RecoveryPoint;
import java.util.List;
import java.util.stream.IntStream;

/** Computes each fault's recovery point: how far back its lost writes reach. */
final class RecoveryPoints {
    private static final double MICROS_A_SECOND = 1e6;

    private final List<FaultMoments> faults;
    private final long[] earliest;
    private final long[] writes;

    /** @param faults that took effect, by when they did */
    RecoveryPoints(List<FaultMoments> faults) {
        this.faults = faults;
        earliest = new long[faults.size()];
        writes = new long[faults.size()];
    }

    /**
     * A lost write counts against the first fault that was not over when it was acknowledged, and against each that
     * took effect before that one was over, because the evidence does not show which of them lost it.
     */
    void lost(long acknowledgedAt) {
        long reach = Micros.NEVER;
        for (int i = 0;
                i < faults.size() && (reach == Micros.NEVER || faults.get(i).effectiveLow() <= reach);
                i++) {
            boolean last = i == faults.size() - 1 && reach == Micros.NEVER;
            if (last || acknowledgedAt <= over(faults.get(i))) {
                earliest[i] = writes[i] == 0 ? acknowledgedAt : Math.min(earliest[i], acknowledgedAt);
                writes[i]++;
                reach = Math.min(reach, over(faults.get(i)));
            }
        }
    }

    private static long over(FaultMoments fault) {
        return fault.cleared() == null
                ? fault.effectiveHigh()
                : Math.max(fault.effectiveHigh(), Micros.of(fault.cleared()));
    }

    /** A point for each fault; what was acknowledged after its effect and lost all the same is no time before it. */
    List<RecoveryPoint> all() {
        return IntStream.range(0, faults.size())
                .mapToObj(i -> new RecoveryPoint(faults.get(i).id(), seconds(i), writes[i]))
                .toList();
    }

    private double seconds(int i) {
        return writes[i] == 0 ? 0 : Math.max(0, faults.get(i).effectiveHigh() - earliest[i]) / MICROS_A_SECOND;
    }
}
