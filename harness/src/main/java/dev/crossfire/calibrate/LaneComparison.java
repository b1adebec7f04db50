package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.outage.Lane;
import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.calibrate.outage.OutageShape;
import dev.crossfire.calibrate.server.ServerEvent.LaneTruth;
import dev.crossfire.calibrate.server.ServerEvent.OutageTruth;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.PostFaultIntervals;
import dev.crossfire.model.verdict.RecoveryState;
import dev.crossfire.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the measured outages of one lane with the planted ones. */
final class LaneComparison {
    private static final double MILLIS_PER_SECOND = 1000;

    private final OutagePlan plan;
    private final Lane lane;
    private final LaneTruth truth;
    private final Verdict verdict;

    private LaneComparison(OutagePlan plan, Lane lane, LaneTruth truth, Verdict verdict) {
        this.plan = plan;
        this.lane = lane;
        this.truth = truth;
        this.verdict = verdict;
    }

    /** A row for each of the lane's outages, in order. */
    static List<OutageResult> rows(OutagePlan plan, Lane lane, LaneTruth truth, Verdict verdict) {
        LaneComparison comparison = new LaneComparison(plan, lane, truth, verdict);
        List<OutageResult> rows = new ArrayList<>();
        for (int i = 0; i < lane.outages().size(); i++) {
            rows.add(comparison.row(lane.outages().get(i), truth.outages().get(i)));
        }
        return rows;
    }

    private OutageResult row(Outage outage, OutageTruth given) {
        @Nullable
        CohortRecovery seen = verdict.recovery().stream()
                .filter(one -> one.fault().equals(outage.id()))
                .findFirst()
                .orElse(null);
        Duration hold = plan.healthy().stableFor();
        double planted = seconds(outage.recovered(hold, plan.acceptable()).minus(outage.begin()));
        int relapses = outage.relapses(hold);
        if (seen == null) {
            return row(outage, given, planted, relapses, null, false, 0, "nothing was recorded of this lane");
        }
        boolean nothing = outage.shape() == OutageShape.NONE;
        boolean held = nothing ? seen.state() == RecoveryState.NO_IMPACT : holds(seen, planted, relapses);
        @Nullable PostFaultIntervals after = seen.postFaultImpact();
        int falseAlarms = (nothing && !held ? 1 : 0)
                + Math.max(0, seen.relapses() - relapses)
                + (after == null ? 0 : after.times());
        return row(outage, given, planted, relapses, seen, held, falseAlarms, seen.why());
    }

    /** Both are known to the millisecond, so a value on a bracket's edge counts as inside. */
    private static boolean holds(CohortRecovery seen, double planted, int relapses) {
        return seen.state() == RecoveryState.RECOVERED
                && seen.low() != null
                && seen.high() != null
                && seen.low() <= planted
                && planted <= seen.high()
                && seen.relapses() == relapses;
    }

    private OutageResult row(
            Outage outage,
            OutageTruth given,
            double planted,
            int relapses,
            @Nullable CohortRecovery seen,
            boolean held,
            int falseAlarms,
            String why) {
        return new OutageResult(
                outage.id(),
                truth.lane(),
                ExpectedBracketWidths.rate(lane.rate()),
                outage.shape(),
                outage.failureMode(),
                planted,
                relapses,
                given.hit(),
                seen == null ? RecoveryState.NO_IMPACT : seen.state(),
                seen == null ? null : seen.seconds(),
                seen == null ? null : seen.low(),
                seen == null ? null : seen.high(),
                seen == null ? 0 : seen.relapses(),
                width(seen),
                ExpectedBracketWidths.millis(lane, outage, plan.healthy()),
                held,
                falseAlarms,
                why);
    }

    private static @Nullable Double width(@Nullable CohortRecovery seen) {
        if (seen == null || seen.low() == null || seen.high() == null) {
            return null;
        }
        return (double) Math.round((seen.high() - seen.low()) * MILLIS_PER_SECOND);
    }

    private static double seconds(Duration duration) {
        return Math.round(duration.toNanos() / 1e6) / MILLIS_PER_SECOND;
    }
}
