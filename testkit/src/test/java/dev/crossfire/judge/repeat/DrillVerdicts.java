package dev.crossfire.judge.repeat;

import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Drills;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdicts on single drills, made by a test. */
public final class DrillVerdicts {
    private DrillVerdicts() {}

    /** Of a drill of the fault f on buyers, who recovered after so many seconds, to 10 ms. */
    public static Verdict recovered(RunOutcome outcome, double seconds) {
        return of(outcome, recovery(RecoveryState.RECOVERED, seconds, seconds - 0.01, seconds + 0.01), 0.01, 40);
    }

    /** Of a drill in which buyers were not seen to recover, and were still unhealthy after so many seconds. */
    public static Verdict notRecovered(RunOutcome outcome, double notBefore) {
        return of(outcome, recovery(RecoveryState.CENSORED, null, notBefore, null), 0.5, 400);
    }

    /** Of a drill without measurable impact. */
    public static Verdict unharmed(RunOutcome outcome) {
        return of(outcome, recovery(RecoveryState.NO_IMPACT, null, null, null), 0, 20);
    }

    /** Of a drill without measurable impact, whose detection limit is so many seconds. */
    public static Verdict unharmed(@Nullable Double smallestVisible) {
        return of(RunOutcome.PASS, recovery(RecoveryState.NO_IMPACT, null, null, null, smallestVisible), 0, 20);
    }

    /** The same verdict on evidence that is void. */
    public static Verdict voided(Verdict verdict, String why) {
        return with(verdict, verdict.faults(), verdict.abortedByCondition(), List.of(why));
    }

    /** The same verdict of a run that its own rule ended while the fault was in effect and not yet proven. */
    public static Verdict abortedByCondition(Verdict verdict) {
        FaultVerdict fault =
                new FaultVerdict("f", "fake", "thing", Instant.EPOCH, Instant.EPOCH, 5L, null, null, false, true);
        return with(verdict, List.of(fault), true, List.of());
    }

    private static Verdict with(
            Verdict verdict, List<FaultVerdict> faults, boolean abortedByCondition, List<String> voided) {
        return new Verdict(
                verdict.schema(),
                verdict.scenario(),
                verdict.environment(),
                verdict.run(),
                verdict.seed(),
                verdict.outcome(),
                verdict.exitCode(),
                verdict.objectives(),
                faults,
                verdict.recovery(),
                verdict.phases(),
                verdict.injector(),
                verdict.ledger(),
                verdict.drills(),
                verdict.notes(),
                abortedByCondition,
                verdict.labels(),
                verdict.load(),
                verdict.systemUnderTest(),
                verdict.evidence(),
                verdict.cluster(),
                voided);
    }

    /** Of a drill with these figures over the whole run. */
    public static Verdict of(RunOutcome outcome, CohortRecovery recovery, double errorRatio, double p95Millis) {
        Outcome held =
                switch (outcome) {
                    case PASS -> Outcome.PASS;
                    case FAIL -> Outcome.FAIL;
                    default -> Outcome.INCONCLUSIVE;
                };
        @Nullable Double seconds = recovery.seconds();
        return new Verdict(
                Verdict.SCHEMA,
                "sale",
                "lab",
                "run-" + seconds,
                1,
                outcome,
                outcome.exitCode(),
                List.of(new ObjectiveVerdict(
                        "back",
                        "recovery-time",
                        ObjectiveSubject.RECOVERY,
                        "buyers",
                        "f",
                        null,
                        ObjectiveTarget.atMost(Duration.ofSeconds(5)).judgedByUpperBound(),
                        seconds == null ? null : new MeasuredFigure(seconds, recovery.low(), recovery.high(), "s"),
                        held,
                        "because of " + seconds)),
                List.of(new FaultVerdict("f", "fake", "thing", null, null, null, null, null, true, true)),
                List.of(recovery),
                List.of(new PhaseFigures(
                        null,
                        "buyers",
                        Phase.WHOLE,
                        1000,
                        Math.round(1000 * errorRatio),
                        0,
                        errorRatio,
                        null,
                        10.0,
                        p95Millis,
                        99.0,
                        null)),
                new InjectorFigures(1000, 1000, 2.0, false),
                LedgerFigures.NONE,
                new Drills(1),
                List.of(),
                false,
                Map.of(),
                List.of(),
                null,
                EvidenceFigures.WHOLE,
                null,
                List.of());
    }

    private static CohortRecovery recovery(
            RecoveryState state, @Nullable Double seconds, @Nullable Double low, @Nullable Double high) {
        return recovery(state, seconds, low, high, 0.3);
    }

    private static CohortRecovery recovery(
            RecoveryState state,
            @Nullable Double seconds,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double smallestVisible) {
        return new CohortRecovery(
                "f",
                "buyers",
                state,
                0.1,
                seconds,
                low,
                high,
                null,
                0,
                0,
                0,
                null,
                smallestVisible,
                null,
                null,
                "so it was");
    }
}
