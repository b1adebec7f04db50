package dev.crossfire.judge.repeat;

import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.testkit.PlantedVerdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Verdicts on drills of the fault f, whose objective is that buyers recover within 5 s. */
public final class DrillVerdicts {
    private static final String FAULT = "f";
    private static final String BUYERS = "buyers";

    private DrillVerdicts() {}

    /** Of a drill in which buyers recovered after so many seconds. */
    public static Verdict recovered(RunOutcome outcome, double seconds) {
        return recovery(outcome, seconds).fault(FAULT).verdict();
    }

    /** The same on evidence that is void. */
    public static Verdict voided(RunOutcome outcome, double seconds, String why) {
        return recovery(outcome, seconds).fault(FAULT).voided(why).verdict();
    }

    private static PlantedVerdict recovery(RunOutcome outcome, double seconds) {
        return drill(outcome, seconds, 0.01, 40).recovered(FAULT, BUYERS, seconds);
    }

    /** Of a drill in which buyers were not seen to recover, and were still unhealthy after so many seconds. */
    public static Verdict notRecovered(RunOutcome outcome, double seconds) {
        return noRecovery(outcome, seconds).fault(FAULT).verdict();
    }

    /** The same of a run that its own rule ended while the fault was in effect and not yet confirmed. */
    public static Verdict abortedByCondition(RunOutcome outcome, double seconds) {
        return noRecovery(outcome, seconds)
                .fault(new FaultVerdict(
                        FAULT, "fake", "thing", Instant.EPOCH, Instant.EPOCH, 5L, null, null, false, true))
                .abortedByCondition()
                .verdict();
    }

    private static PlantedVerdict noRecovery(RunOutcome outcome, double seconds) {
        return drill(outcome, null, 0.5, 400).notRecovered(FAULT, BUYERS, seconds);
    }

    /** Of a drill without measurable impact. */
    public static Verdict unharmed(RunOutcome outcome) {
        return unharmed(outcome, 0.3);
    }

    /** Of a drill without measurable impact, whose detection limit is so many seconds. */
    public static Verdict unharmed(@Nullable Double detectionLimit) {
        return unharmed(RunOutcome.PASS, detectionLimit);
    }

    private static Verdict unharmed(RunOutcome outcome, @Nullable Double detectionLimit) {
        return drill(outcome, null, 0, 20)
                .fault(FAULT)
                .noImpact(FAULT, BUYERS, detectionLimit)
                .verdict();
    }

    private static PlantedVerdict drill(
            RunOutcome outcome, @Nullable Double seconds, double errorRatio, double p95Millis) {
        Outcome objective =
                switch (outcome) {
                    case PASS -> Outcome.PASS;
                    case FAIL -> Outcome.FAIL;
                    default -> Outcome.INCONCLUSIVE;
                };
        return new PlantedVerdict(outcome)
                .named("sale", "lab", "run-" + seconds)
                .objective(new ObjectiveVerdict(
                        "back",
                        "recovery-time",
                        ObjectiveSubject.RECOVERY,
                        BUYERS,
                        FAULT,
                        null,
                        ObjectiveTarget.atMost(Duration.ofSeconds(5)).judgedByUpperBound(),
                        seconds == null ? null : new MeasuredFigure(seconds, seconds - 0.01, seconds + 0.01, "s"),
                        objective,
                        "because of " + seconds))
                .figures(BUYERS, 1000, Math.round(1000 * errorRatio), p95Millis);
    }
}
