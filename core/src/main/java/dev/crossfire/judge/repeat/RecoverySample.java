package dev.crossfire.judge.repeat;

import dev.crossfire.judge.statistics.OrderBounds;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Drills.Quantile;
import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The recoveries of one cohort from one fault over drills; what did not end counts as longer than all that did. */
public final class RecoverySample {
    private static final double[] SHARES = {0.5, 0.9, 0.95};
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final String NO_END = "the drill whose recovery would bound it did not recover, or not measurably";
    private static final String NO_FAIR_SAMPLE =
            "the drills were stopped by what they had shown, so they are no fair sample; --no-early-stop makes one";

    private final String fault;
    private final String cohort;
    private final List<Double> lows = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private final List<Double> highs = new ArrayList<>();
    private final List<Double> most = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private int noImpact;
    private int notRecovered;
    private int excluded;

    /** A sample without drills. */
    public RecoverySample(String fault, String cohort) {
        this.fault = fault;
        this.cohort = cohort;
    }

    /** Adds a drill's result, if it is evidence. */
    public void add(Verdict verdict) {
        verdict.recovery().stream()
                .filter(one -> one.fault().equals(fault) && one.cohort().equals(cohort))
                .filter(one -> one.state() != RecoveryState.UNHEALTHY_BEFORE)
                .filter(one -> verdict.isComparable() && isProven(verdict))
                .findFirst()
                .ifPresentOrElse(this::add, () -> excluded++);
    }

    private boolean isProven(Verdict verdict) {
        return verdict.faults().stream()
                .filter(one -> one.id().equals(fault))
                .anyMatch(one -> one.wasConfirmed() || (verdict.abortedByCondition() && one.effective() != null));
    }

    private void add(CohortRecovery recovery) {
        @Nullable Double took = recovery.seconds();
        if (recovery.state() == RecoveryState.NO_IMPACT) {
            noImpact++;
            add(0, 0, orNever(recovery.detectionLimitSeconds()));
            most.add(orNever(recovery.detectionLimitSeconds()));
        } else if (took != null && recovery.state() != RecoveryState.METASTABLE) {
            seconds.add(took);
            add(recovery.low() == null ? took : recovery.low(), took, orNever(recovery.high()));
            most.add(took);
        } else {
            notRecovered++;
            add(recovery.low() == null ? 0 : recovery.low(), NEVER, NEVER);
            most.add(NEVER);
        }
    }

    private void add(double low, double value, double high) {
        lows.add(low);
        values.add(value);
        highs.add(high);
    }

    private static double orNever(@Nullable Double seconds) {
        return seconds == null ? NEVER : seconds;
    }

    /** The values in the order of the drills: infinite for those that did not end, 0 without measurable impact. */
    public double[] least() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The same, but without measurable impact the detection limit; infinite when nothing bounds it. */
    public double[] most() {
        return most.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** @param curtailed whether what the drills showed has decided how many there are */
    RecoveryDistribution over(boolean curtailed) {
        Collections.sort(lows);
        Collections.sort(highs);
        List<Double> sorted = values.stream().sorted().toList();
        int count = sorted.size();
        List<Quantile> quantiles = new ArrayList<>();
        for (double share : SHARES) {
            quantiles.add(curtailed ? withheld(share) : quantile(share, count));
        }
        return new RecoveryDistribution(
                fault,
                cohort,
                seconds.size(),
                noImpact,
                notRecovered,
                excluded,
                seconds.stream().sorted().toList(),
                count == 0 ? null : finite((sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2),
                count == 0 ? null : finite(sorted.get(count - 1)),
                quantiles);
    }

    /** The bounds of the recoveries' own brackets are used, so that these cover every measuring error. */
    private Quantile quantile(double share, int count) {
        OptionalInt low = OrderBounds.lowerRank(count, share, DrillTally.CONFIDENCE);
        OptionalInt high = OrderBounds.upperRank(count, share, DrillTally.CONFIDENCE);
        @Nullable Double atMost = high.isPresent() ? finite(highs.get(high.getAsInt() - 1)) : null;
        return new Quantile(
                share,
                low.isPresent() ? finite(lows.get(low.getAsInt() - 1)) : null,
                atMost,
                DrillTally.CONFIDENCE,
                atMost != null ? null : high.isPresent() ? NO_END : tooFew(share, count));
    }

    private static String tooFew(double share, int count) {
        return String.format(
                Locale.ROOT,
                "%d drill%s cannot bound p%.0f from above, which takes %d",
                count,
                count == 1 ? "" : "s",
                100 * share,
                OrderBounds.valuesFor(share, DrillTally.CONFIDENCE));
    }

    private static Quantile withheld(double share) {
        return new Quantile(share, null, null, DrillTally.CONFIDENCE, NO_FAIR_SAMPLE);
    }

    private static @Nullable Double finite(double seconds) {
        return seconds < NEVER ? seconds : null;
    }
}
