package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.RunFacts.FaultTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first user is served again soon enough, even if not yet all. */
public final class TimeToFirstSuccess implements ObjectiveKind<TimeToFirstSuccess.Settings> {
    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param fault the fault's id
     * @param atMost the longest acceptable time from the fault's effect
     */
    public record Settings(
            @Describe("the cohort") String cohort,
            @Describe("the fault") String fault,

            @Describe("the longest acceptable time from the fault's effect")
            Duration atMost)
            implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost).judgedByUpperBound();
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("time-to-first-success", Settings.class)
                .summary("the first good request after a fault comes soon enough")
                .measures(
                        "seconds from the fault's effect to the intended start of the first good request after the onset of impact;"
                                + " where only a part of the requests fails that is at once")
                .inconclusiveWhen(
                        "the cohort was unhealthy before the fault, the evidence ends too early, or there was no measurable impact and the"
                                + " load was too low to show an impact as short as the target")
                .example("time-to-first-success: { cohort: buyers, fault: writer-lost, at-most: 5s }")
                .withFinalFailures();
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        List<String> reasons = new ArrayList<>(ExpectedRequests.noRule(plan, settings.cohort()));
        reasons.addAll(ExpectedRequests.tooShort(
                plan, settings.fault(), settings.atMost(), "to wait " + FigureText.written(settings.atMost())));
        ExpectedRequests.startOf(plan, settings.fault())
                .flatMap(at -> ExpectedRequests.planned(plan, settings.cohort()).map(cohort -> rate(cohort, at)))
                .filter(rate -> rate * ObjectiveWords.seconds(settings.atMost()) < 1)
                .ifPresent(rate -> reasons.add(settings.cohort() + " arrive at " + FigureText.number(rate)
                        + " a second: none may come within " + FigureText.written(settings.atMost())));
        return reasons;
    }

    private static double rate(Cohort cohort, Duration at) {
        return cohort.rateAt(at).perSecond();
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable CohortRecovery recovery = facts.recovery(settings.fault(), settings.cohort());
        @Nullable FaultTimes times = facts.times(settings.fault());
        if (recovery == null || times == null) {
            return ExpectedRequests.noRecovery(settings.cohort(), settings.fault());
        }
        if (recovery.state() == RecoveryState.UNHEALTHY_BEFORE) {
            return Judgement.unmeasured(settings.cohort() + ": " + recovery.why());
        }
        if (recovery.onsetSeconds() == null) {
            return withoutImpact(settings, recovery);
        }
        return recovery.firstSuccessSeconds() == null
                ? never(settings, facts, times)
                : found(settings, recovery.firstSuccessSeconds(), times);
    }

    private static Judgement withoutImpact(Settings settings, CohortRecovery recovery) {
        boolean seen = recovery.state() == RecoveryState.NO_IMPACT
                && recovery.detectionLimitSeconds() != null
                && recovery.detectionLimitSeconds() <= ObjectiveWords.seconds(settings.atMost());
        return new Judgement(
                null, seen ? Outcome.PASS : Outcome.INCONCLUSIVE, settings.cohort() + ": " + recovery.why());
    }

    private static Judgement never(Settings settings, RunFacts facts, FaultTimes times) {
        Duration waited = facts.observedUntil(settings.cohort()).minus(times.effectHigh());
        boolean late = waited.compareTo(settings.atMost()) > 0;
        return new Judgement(
                null,
                late ? Outcome.FAIL : Outcome.INCONCLUSIVE,
                "no request of " + settings.cohort() + " was good in the " + FigureText.seconds(waited)
                        + " that were seen after " + settings.fault() + " took effect");
    }

    private static Judgement found(Settings settings, double seconds, FaultTimes times) {
        double unsure = ObjectiveWords.seconds(times.effectHigh().minus(times.effectLow())) / 2;
        MeasuredFigure measured =
                new MeasuredFigure(seconds, Math.max(0, rounded(seconds - unsure)), rounded(seconds + unsure), "s");
        boolean holds = seconds + unsure <= ObjectiveWords.seconds(settings.atMost());
        return new Judgement(
                measured,
                holds ? Outcome.PASS : Outcome.FAIL,
                "the first good request of " + settings.cohort() + " came " + FigureText.seconds(seconds) + " after "
                        + settings.fault() + " took effect");
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
