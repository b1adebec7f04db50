package dev.crossfire.judge.objective;

import dev.crossfire.judge.recovery.DetectionLimit;
import dev.crossfire.judge.recovery.HealthThreshold;
import dev.crossfire.model.Describe;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A cohort recovers soon enough after a fault. */
public final class RecoveryTime implements ObjectiveKind<RecoveryTime.Settings> {
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
        public ObjectiveSubject subject() {
            return ObjectiveSubject.RECOVERY;
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost).judgedByUpperBound();
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("recovery-time", Settings.class)
                .summary("a cohort recovers soon enough after a fault")
                .measures(
                        "seconds from the fault's effect until the cohort was healthy again and stable; the upper end of the bracket is"
                                + " compared with the target")
                .inconclusiveWhen(
                        "the cohort was unhealthy before the fault, the evidence ends too early, or there was no measurable impact and the load"
                                + " was too low to show an impact as short as the target")
                .example("recovery-time: { cohort: buyers, fault: writer-lost, at-most: 10s }")
                .withFinalFailures();
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        @Nullable HealthCriteria rule = plan.scenario().healthy().get(settings.cohort());
        if (rule == null) {
            return ExpectedRequests.noRule(plan, settings.cohort());
        }
        List<String> reasons = new ArrayList<>();
        plan.faults().stream()
                .filter(fault -> fault.spec().id().equals(settings.fault()))
                .forEach(fault -> {
                    if (fault.at() != null) {
                        Moment moment = new Moment(settings, plan, rule, fault.at());
                        moment.tooShort(reasons);
                        moment.tooThin(reasons);
                    }
                });
        return reasons;
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable CohortRecovery recovery = facts.recovery(settings.fault(), settings.cohort());
        if (recovery == null) {
            return ExpectedRequests.noRecovery(settings.cohort(), settings.fault());
        }
        @Nullable Double known = recovery.seconds() != null ? recovery.seconds() : recovery.low();
        @Nullable
        MeasuredFigure measured =
                known == null ? null : new MeasuredFigure(known, recovery.low(), recovery.high(), "s");
        Outcome outcome = outcome(settings, recovery);
        return new Judgement(
                measured, outcome, settings.cohort() + ": " + recovery.why() + verdict(settings, recovery, outcome));
    }

    private static Outcome outcome(Settings settings, CohortRecovery recovery) {
        double most = seconds(settings.atMost());
        return switch (recovery.state()) {
            case RECOVERED, CONFOUNDED ->
                recovery.high() == null
                        ? unended(recovery, most)
                        : recovery.high() <= most ? Outcome.PASS : Outcome.FAIL;
            case NO_IMPACT ->
                recovery.detectionLimitSeconds() != null && recovery.detectionLimitSeconds() <= most
                        ? Outcome.PASS
                        : Outcome.INCONCLUSIVE;
            case CENSORED -> unended(recovery, most);
            case METASTABLE -> Outcome.FAIL;
            case UNHEALTHY_BEFORE -> Outcome.INCONCLUSIVE;
        };
    }

    private static Outcome unended(CohortRecovery recovery, double most) {
        return recovery.low() != null && recovery.low() > most ? Outcome.FAIL : Outcome.INCONCLUSIVE;
    }

    private static String verdict(Settings settings, CohortRecovery recovery, Outcome outcome) {
        if (recovery.state() == RecoveryState.NO_IMPACT) {
            return outcome == Outcome.PASS
                    ? "; so there was no recovery to measure"
                    : "; the detection limit is above " + FigureText.written(settings.atMost())
                            + ", so the target cannot be judged";
        }
        @Nullable Double high = recovery.high();
        double most = seconds(settings.atMost());
        if (high == null || recovery.low() == null || high <= most || recovery.low() > most) {
            return "";
        }
        return "; the bracket does not show whether this was within " + FigureText.written(settings.atMost());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** One fault of a plan, at a known time. */
    private record Moment(Settings settings, Plan plan, HealthCriteria rule, Duration at) {
        void tooShort(List<String> reasons) {
            Duration needed = at.plus(settings.atMost()).plus(rule.stableFor());
            Duration load = plan.scenario().load().duration();
            if (load.compareTo(needed) < 0) {
                reasons.add("load lasts " + FigureText.written(load) + ", but to see " + settings.cohort()
                        + " recover "
                        + FigureText.written(settings.atMost()) + " after " + settings.fault()
                        + " and stay healthy for "
                        + FigureText.written(rule.stableFor()) + " takes " + FigureText.written(needed));
            }
        }

        void tooThin(List<String> reasons) {
            plan.scenario().load().cohorts().stream()
                    .filter(cohort -> cohort.name().equals(settings.cohort()))
                    .forEach(cohort -> {
                        double rate = cohort.rateAt(at).perSecond();
                        HealthThreshold threshold = new HealthThreshold(
                                1 - rule.success().value(), rule.stableFor().toNanos() / 1000);
                        OptionalDouble visible = DetectionLimit.seconds(threshold, rate, 1);
                        if (visible.isEmpty() || visible.getAsDouble() > seconds(settings.atMost())) {
                            reasons.add(settings.cohort() + " arrive at " + FigureText.number(rate)
                                    + " a second: too few to show an impact of "
                                    + FigureText.written(settings.atMost()));
                        }
                    });
        }
    }
}
