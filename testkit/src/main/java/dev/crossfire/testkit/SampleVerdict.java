package dev.crossfire.testkit;

import static dev.crossfire.testkit.SampleRun.at;

import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.PostFaultIntervals;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.model.verdict.Verdict.InjectorFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdicts on the samples. */
final class SampleVerdict {
    private SampleVerdict() {}

    static Verdict of(SampleRun sample) {
        RunOutcome outcome =
                switch (sample) {
                    case FAIL -> RunOutcome.FAIL;
                    case INCONCLUSIVE, SKIPPED, EMPTY -> RunOutcome.INCONCLUSIVE;
                    case CRASHED -> RunOutcome.DIRTY;
                    default -> RunOutcome.PASS;
                };
        PlantedVerdict verdict = new PlantedVerdict(outcome)
                .named(
                        SamplePlan.scenarioName(sample),
                        sample.text("lab"),
                        "2026-11-20T0931-ticket-open-database-failover")
                .injector(new InjectorFigures(
                        sample == SampleRun.EMPTY ? 0 : 34_567,
                        sample == SampleRun.EMPTY ? 0 : 27_004,
                        sample == SampleRun.EMPTY ? null : sample == SampleRun.INCONCLUSIVE ? 94.2 : 4.1,
                        sample == SampleRun.INCONCLUSIVE))
                .ledger(sample == SampleRun.PASS ? new LedgerFigures(15_612L, 0L, 0L, 0L) : LedgerFigures.NONE)
                .labels(SamplePlan.labels(sample))
                .evidence(new EvidenceFigures(sample != SampleRun.CRASHED, List.of()));
        objectives(sample).forEach(verdict::objective);
        faults(sample).forEach(verdict::fault);
        recovery(sample).forEach(verdict::recovery);
        phases(sample).forEach(verdict::figures);
        if (sample == SampleRun.HOSTILE) {
            verdict.note(HostileText.error());
        }
        return verdict.verdict();
    }

    private static List<ObjectiveVerdict> objectives(SampleRun sample) {
        String fault = SamplePlan.faultId(sample, 0);
        String buyers = sample.text("buyers");
        String browsers = sample.text("browsers");
        boolean fails = sample == SampleRun.FAIL;
        boolean blind = sample == SampleRun.INCONCLUSIVE
                || sample == SampleRun.SKIPPED
                || sample == SampleRun.EMPTY
                || sample == SampleRun.CRASHED;
        Outcome recovered = blind ? Outcome.INCONCLUSIVE : fails ? Outcome.FAIL : Outcome.PASS;
        List<ObjectiveVerdict> objectives = new ArrayList<>();
        objectives.add(new ObjectiveVerdict(
                sample.text("buyers-recover"),
                "recovery-time",
                ObjectiveSubject.RECOVERY,
                buyers,
                fault,
                null,
                ObjectiveTarget.atMost(Duration.ofSeconds(10)).judgedByUpperBound(),
                blind
                        ? null
                        : fails
                                ? new MeasuredFigure(14.41, 14.38, 14.44, "s")
                                : new MeasuredFigure(3.42, 3.40, 3.44, "s"),
                recovered,
                sample.text(
                        switch (recovered) {
                            case PASS -> "buyers recovered 3.40 to 3.44 s after the fault took effect.";
                            case FAIL -> "buyers were unhealthy for 14.38 to 14.44 s, longer than the 10 s allowed.";
                            case INCONCLUSIVE -> "the fault was not injected, so there is no recovery to measure.";
                        })));
        objectives.add(new ObjectiveVerdict(
                sample.text("few-errors"),
                "error-ratio",
                ObjectiveSubject.ERRORS,
                buyers,
                null,
                PhaseRef.WHOLE,
                ObjectiveTarget.atMost(new Ratio(0.05)),
                sample == SampleRun.EMPTY
                        ? null
                        : new MeasuredFigure(fails ? 0.179 : 0.0451, null, fails ? 0.182 : 0.0463, "ratio"),
                sample == SampleRun.EMPTY ? Outcome.INCONCLUSIVE : fails ? Outcome.FAIL : Outcome.PASS,
                sample.text(
                        fails
                                ? "4,410 of 24,629 requests had a wrong answer or none."
                                : "1,188 of 26,340 requests had a wrong answer or none.")));
        objectives.add(new ObjectiveVerdict(
                sample.text("few-errors-before"),
                "error-ratio",
                ObjectiveSubject.ERRORS,
                buyers,
                fault,
                new PhaseRef(Phase.BEFORE, fault),
                ObjectiveTarget.atMost(new Ratio(0.005)),
                blind ? null : new MeasuredFigure(0.0002, null, 0.0008, "ratio"),
                blind ? Outcome.INCONCLUSIVE : Outcome.PASS,
                "1 of 5,821 requests had a wrong answer or none."));
        objectives.add(new ObjectiveVerdict(
                sample.text("browsers-p95-after"),
                "latency",
                ObjectiveSubject.FIGURE,
                browsers,
                fault,
                new PhaseRef(Phase.AFTER, fault),
                ObjectiveTarget.atMost(95, Duration.ofMillis(300)),
                blind ? null : new MeasuredFigure(4.2, null, null, "ms"),
                blind ? Outcome.INCONCLUSIVE : Outcome.PASS,
                "95 of 100 browsers waited at most 4.2 ms after the fault."));
        return objectives;
    }

    private static List<FaultVerdict> faults(SampleRun sample) {
        List<FaultVerdict> faults = new ArrayList<>();
        for (double start : SamplePlan.faultStarts(sample)) {
            boolean fires = sample.fires();
            boolean ends = fires && sample != SampleRun.CRASHED;
            faults.add(new FaultVerdict(
                    SamplePlan.faultId(sample, faults.size()),
                    "database-failover",
                    sample.text("ticketing-db"),
                    fires ? at(start) : null,
                    fires ? at(start + 0.02) : null,
                    fires ? 10L : null,
                    ends ? at(start + 3.18) : null,
                    ends ? at(start + 11.7) : null,
                    ends,
                    ends || !fires));
        }
        return faults;
    }

    private static List<CohortRecovery> recovery(SampleRun sample) {
        List<CohortRecovery> recovery = new ArrayList<>();
        for (int i = 0;
                sample.fires()
                        && sample != SampleRun.CRASHED
                        && i < SamplePlan.faultStarts(sample).size();
                i++) {
            String fault = SamplePlan.faultId(sample, i);
            double took = sample == SampleRun.FAIL ? 14.41 : 3.42;
            recovery.add(new CohortRecovery(
                    fault,
                    sample.text("buyers"),
                    RecoveryState.RECOVERED,
                    0.01,
                    took,
                    took - 0.02,
                    took + 0.02,
                    took + 0.02,
                    0,
                    1424,
                    1188,
                    3.05,
                    0.08,
                    9L,
                    new PostFaultIntervals(0, null, 0.0, 0, 0.0),
                    sample.text("located by a ramp")));
            recovery.add(new CohortRecovery(
                    fault,
                    sample.text("browsers"),
                    RecoveryState.NO_IMPACT,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    6,
                    6,
                    0.02,
                    0.31,
                    0L,
                    null,
                    "no window held more bad requests than chance allows"));
        }
        return recovery;
    }

    private static List<PhaseFigures> phases(SampleRun sample) {
        if (sample == SampleRun.EMPTY) {
            return List.of();
        }
        String fault = SamplePlan.faultId(sample, 0);
        String buyers = sample.text("buyers");
        String browsers = sample.text("browsers");
        return List.of(
                figures(fault, buyers, Phase.BEFORE, 5821, 1, 1, 6.1),
                figures(fault, buyers, Phase.IMPACT, 1424, 1187, 1421, 61.0),
                figures(fault, buyers, Phase.AFTER, 19_095, 0, 0, 6.2),
                figures(null, buyers, Phase.WHOLE, 26_340, 1188, 1422, 6.3),
                figures(null, browsers, Phase.WHOLE, 10_802, 9, 9, 1.9));
    }

    private static PhaseFigures figures(
            @Nullable String fault, String cohort, Phase phase, long requests, long errors, long bad, double median) {
        double ratio = (double) errors / requests;
        return new PhaseFigures(
                fault,
                cohort,
                phase,
                requests,
                errors,
                bad,
                ratio,
                ratio + 0.0011,
                median,
                median * 2.3,
                median * 3.2,
                null);
    }
}
