package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.calibrate.server.ServerEvent.LaneTruth;
import dev.crossfire.calibrate.server.ServerEvent.OutageTruth;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.PostFaultIntervals;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
        Duration stableFor = plan.healthy().stableFor();
        double planted = seconds(outage.recovered(stableFor, plan.acceptable()).minus(outage.begin()));
        int relapses = outage.relapses(stableFor);
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

    /** The evidence on one lane that the judge reads: its requests, and the beginnings and ends that the server reports. */
    static final class LaneEvidence {
        private static final String SEEN = "by the server's own clock";

        private LaneEvidence() {}

        static Evidence of(Plan plan, LaneTruth truth, long zeroMicros, RequestSource requests, ArrivalModel model) {
            List<JournalEvent> journal = new ArrayList<>();
            Instant zero = instant(zeroMicros);
            boolean open = model == ArrivalModel.OPEN;
            journal.add(new JournalEvent.LoadReady(zero, List.of(new Population(truth.lane(), model, open))));
            journal.add(new JournalEvent.LoadStarted(zero, zero));
            truth.outages().forEach(outage -> add(journal, truth.lane(), outage));
            Instant end = zero.plus(plan.scenario().load().duration());
            journal.add(new JournalEvent.LoadEnded(end, truth.arrivals(), null));
            return new Evidence(plan, journal, requests);
        }

        private static void add(List<JournalEvent> journal, String lane, OutageTruth outage) {
            String id = outage.id();
            Instant begun = instant(outage.begun());
            Instant ended = instant(outage.ended());
            journal.add(new JournalEvent.FaultIntended(begun, id, LanePlans.KIND, List.of(lane), Map.of()));
            journal.add(new JournalEvent.FaultInjected(begun, id, begun, begun));
            journal.add(new JournalEvent.FaultEffective(begun, id, begun, begun, SEEN));
            journal.add(new JournalEvent.FaultConfirmed(begun, id, begun, SEEN));
            journal.add(new JournalEvent.FaultCleared(ended, id, ended, SEEN));
        }

        private static Instant instant(long micros) {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        }

        /** The requests of one cohort among all that were recorded. */
        record LaneRequests(RequestSource all, String cohort) implements RequestSource {
            @Override
            public StringTable strings() {
                return all.strings();
            }

            @Override
            public RequestIntegrity forEach(Consumer<RequestRecord> consumer) throws IOException {
                int id = all.strings().idOf(cohort);
                return all.forEach(request -> {
                    if (request.cohort() == id) {
                        consumer.accept(request);
                    }
                });
            }
        }
    }
}
