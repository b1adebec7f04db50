package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.PostFaultIntervals;
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

/**
 * A cohort that recovers stays healthy, and none stays unhealthy once faults are cleared and the load is at its base.
 */
public final class NoRelapse implements ObjectiveKind<NoRelapse.Settings> {
    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param fault the fault's id
     * @param stay how long the cohort must be seen to stay healthy; null for its stable-for time
     */
    public record Settings(
            @Describe("the cohort") String cohort,
            @Describe("the fault") String fault,

            @Describe("how long it must stay healthy; its stable-for by default") @Nullable
            Duration stay)
            implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.of(stay == null ? "no relapse" : "no relapse in " + FigureText.written(stay));
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("no-relapse", Settings.class)
                .summary(
                        "a cohort that has recovered stays healthy, and none stays unhealthy after the fault is cleared and the load is at its base")
                .measures(
                        "how often the cohort became unhealthy again after it had recovered from the fault, while the fault lasted"
                                + " or after it was cleared (of which `post-fault-impact` accepts a little); a cohort that is still unhealthy three times"
                                + " its stable-for after the fault is cleared and the load back at its base is metastable, which fails, too")
                .inconclusiveWhen(
                        "the cohort was unhealthy before the fault, its load was too low to show impact, or the evidence ends"
                                + " before it was healthy for long enough")
                .example("no-relapse: { cohort: buyers, fault: writer-lost, stay: 30s }")
                .withFinalFailures();
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        List<String> reasons = new ArrayList<>(ExpectedRequests.noRule(plan, settings.cohort()));
        Duration stay = stay(settings, plan);
        reasons.addAll(ExpectedRequests.tooShort(
                plan, settings.fault(), stay, "to stay healthy for " + FigureText.written(stay)));
        return reasons;
    }

    private static Duration stay(Settings settings, Plan plan) {
        @Nullable HealthCriteria rule = plan.scenario().healthy().get(settings.cohort());
        if (settings.stay() != null) {
            return settings.stay();
        }
        return rule == null ? Duration.ZERO : rule.stableFor();
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable CohortRecovery recovery = facts.recovery(settings.fault(), settings.cohort());
        @Nullable FaultTimes times = facts.times(settings.fault());
        if (recovery == null || times == null) {
            return ExpectedRequests.noRecovery(settings.cohort(), settings.fault());
        }
        String why = settings.cohort() + ": " + recovery.why();
        return switch (recovery.state()) {
            case METASTABLE -> new Judgement(null, Outcome.FAIL, why);
            case UNHEALTHY_BEFORE -> Judgement.unmeasured(why);
            case NO_IMPACT, RECOVERED, CENSORED, CONFOUNDED -> counted(settings, facts, recovery, times);
        };
    }

    private static Judgement counted(Settings settings, RunFacts facts, CohortRecovery recovery, FaultTimes times) {
        int relapses = relapses(recovery);
        MeasuredFigure measured = new MeasuredFigure(relapses, null, null, "relapses");
        String why = settings.cohort() + ": " + recovery.why();
        if (relapses > 0) {
            return new Judgement(measured, Outcome.FAIL, why);
        }
        if (recovery.onsetSeconds() == null && recovery.detectionLimitSeconds() == null) {
            return Judgement.unmeasured(why);
        }
        @Nullable Duration healthy = healthyFrom(recovery, times);
        if (healthy == null) {
            return Judgement.unmeasured(why + ", so whether it would have lasted cannot be determined");
        }
        Duration stayed = facts.observedUntil(settings.cohort()).minus(healthy);
        Duration wanted = stay(settings, facts.plan());
        return stayed.compareTo(wanted) < 0
                ? Judgement.unmeasured(why + "; then seen to stay healthy for " + FigureText.seconds(stayed)
                        + " only; expected " + FigureText.written(wanted))
                : new Judgement(
                        measured,
                        Outcome.PASS,
                        settings.cohort() + " stayed healthy for the " + FigureText.seconds(stayed)
                                + " that were seen after "
                                + (recovery.onsetSeconds() == null
                                        ? settings.fault() + " took effect"
                                        : "they had recovered from " + settings.fault()));
    }

    /** A relapse counts whether the fault was cleared by then or not. */
    private static int relapses(CohortRecovery recovery) {
        @Nullable PostFaultIntervals returned = recovery.postFaultImpact();
        return recovery.relapses() + (returned == null ? 0 : returned.times());
    }

    /** The latest moment from which the cohort was healthy; null when it was not seen to be. */
    private static @Nullable Duration healthyFrom(CohortRecovery recovery, FaultTimes times) {
        if (recovery.onsetSeconds() == null) {
            return times.effectHigh();
        }
        return recovery.high() == null ? null : times.effectLow().plusNanos(Math.round(recovery.high() * 1e9));
    }
}
