package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
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
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Impact that begins after a fault is cleared does not last too long. */
public final class PostFaultImpact implements ObjectiveKind<PostFaultImpact.Settings> {
    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param fault the fault's id
     * @param atMost the longest acceptable unhealthy interval that begins after the fault is cleared
     */
    public record Settings(
            @Describe("the cohort") String cohort,
            @Describe("the fault") String fault,

            @Describe("the longest acceptable unhealthy interval that begins after the fault is cleared")
            Duration atMost)
            implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost).judgedByUpperBound();
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("post-fault-impact", Settings.class)
                .summary("unhealthy intervals after a fault is cleared are short")
                .measures(
                        "seconds of the longest unhealthy interval of the cohort after the fault was cleared; the upper end of its bracket"
                                + " is compared with the target")
                .inconclusiveWhen("the fault was not seen to be cleared, or the evidence after that is too short")
                .example("post-fault-impact: { cohort: buyers, fault: writer-lost, at-most: 2s }")
                .withFinalFailures();
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        return ExpectedRequests.noRule(plan, settings.cohort());
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable CohortRecovery recovery = facts.recovery(settings.fault(), settings.cohort());
        @Nullable PostFaultIntervals impact = recovery == null ? null : recovery.postFaultImpact();
        if (impact == null) {
            return Judgement.unmeasured(
                    settings.fault() + " was not seen to be cleared for long enough to determine how "
                            + settings.cohort() + " behaved after that");
        }
        double known = impact.seconds() == null ? impact.low() : impact.seconds();
        return new Judgement(
                new MeasuredFigure(known, impact.low(), impact.high(), "s"),
                outcome(settings, impact),
                why(settings, impact, known));
    }

    private static Outcome outcome(Settings settings, PostFaultIntervals impact) {
        double most = settings.atMost().toNanos() / 1e9;
        if (impact.low() > most) {
            return Outcome.FAIL;
        }
        if (impact.high() == null) {
            return Outcome.INCONCLUSIVE;
        }
        return impact.high() <= most ? Outcome.PASS : Outcome.FAIL;
    }

    private static String why(Settings settings, PostFaultIntervals impact, double known) {
        if (impact.times() == 0) {
            return settings.cohort() + " stayed healthy after " + settings.fault() + " was cleared";
        }
        return settings.cohort() + " were unhealthy for " + (impact.seconds() == null ? "at least " : "")
                + FigureText.seconds(known)
                + " after " + settings.fault() + " was cleared"
                + (impact.times() == 1 ? "" : ", the longest of " + impact.times() + " intervals");
    }
}
