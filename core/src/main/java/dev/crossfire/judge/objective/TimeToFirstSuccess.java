package dev.crossfire.judge.objective;

import dev.crossfire.model.Cohort;
import dev.crossfire.model.Describe;
import dev.crossfire.model.ObjectiveSettings;
import dev.crossfire.model.Outcome;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.model.Verdict.Recovery;
import dev.crossfire.model.Verdict.RecoveryState;
import dev.crossfire.spi.FaultTimes;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.Judgement;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.RunFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody is served again soon enough, even if not yet everybody. */
public final class TimeToFirstSuccess implements ObjectiveKind<TimeToFirstSuccess.Settings> {
    /**
     * What is asked.
     *
     * @param of the cohort
     * @param from the fault's id
     * @param atMost the longest bearable time from the fault's effect
     */
    public record Settings(
            @Describe("the cohort") String of,
            @Describe("the fault") String from,

            @Describe("the longest bearable time from the fault's effect")
            Duration atMost)
            implements ObjectiveSettings {
        @Override
        public String target() {
            return "<= " + FigureText.written(atMost);
        }
    }

    @Override
    public String name() {
        return "first-success";
    }

    @Override
    public String summary() {
        return "somebody is served again soon enough, even if not yet everybody";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public String measures() {
        return "seconds from the fault's effect to the intended start of the first good request after trouble set in;"
                + " where only a part fails that comes at once";
    }

    @Override
    public String inconclusiveWhen() {
        return "the cohort was unwell before the fault, the evidence ends too early, or there was no harm and the"
                + " traffic was too thin to show harm as short as the target";
    }

    @Override
    public String example() {
        return "first-success: { of: buyers, from: writer-lost, at-most: 5s }";
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        List<String> reasons = new ArrayList<>(ExpectedRequests.noRule(plan, settings.of()));
        reasons.addAll(ExpectedRequests.tooShort(
                plan, settings.from(), settings.atMost(), "to wait " + FigureText.written(settings.atMost())));
        ExpectedRequests.startOf(plan, settings.from())
                .flatMap(at -> ExpectedRequests.planned(plan, settings.of()).map(cohort -> rate(cohort, at)))
                .filter(rate -> rate * ObjectiveWords.seconds(settings.atMost()) < 1)
                .ifPresent(rate -> reasons.add(settings.of() + " arrive at " + FigureText.number(rate)
                        + " a second: none may come within " + FigureText.written(settings.atMost())));
        return reasons;
    }

    private static double rate(Cohort cohort, Duration at) {
        return cohort.rateAt(at).perSecond();
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable Recovery recovery = facts.recovery(settings.from(), settings.of());
        @Nullable FaultTimes times = facts.times(settings.from());
        if (recovery == null || times == null) {
            return Judgement.unmeasured(settings.from() + " did not take effect, or " + settings.of()
                    + " sent nothing or have no rule of what is well");
        }
        if (recovery.state() == RecoveryState.NOT_WELL_BEFORE) {
            return Judgement.unmeasured(settings.of() + ": " + recovery.why());
        }
        if (recovery.onsetSeconds() == null) {
            return unharmed(settings, recovery);
        }
        return recovery.firstSuccessSeconds() == null
                ? never(settings, facts, times)
                : found(settings, recovery.firstSuccessSeconds(), times);
    }

    private static Judgement unharmed(Settings settings, Recovery recovery) {
        boolean seen = recovery.state() == RecoveryState.NO_IMPACT
                && recovery.smallestVisibleSeconds() != null
                && recovery.smallestVisibleSeconds() <= ObjectiveWords.seconds(settings.atMost());
        return new Judgement(null, seen ? Outcome.PASS : Outcome.INCONCLUSIVE, settings.of() + ": " + recovery.why());
    }

    private static Judgement never(Settings settings, RunFacts facts, FaultTimes times) {
        Duration waited = facts.seenUntil(settings.of()).minus(times.effectHigh());
        boolean late = waited.compareTo(settings.atMost()) > 0;
        return new Judgement(
                null,
                late ? Outcome.FAIL : Outcome.INCONCLUSIVE,
                "none of " + settings.of() + " was served well again in the " + FigureText.seconds(waited)
                        + " that were seen after " + settings.from() + " took effect");
    }

    private static Judgement found(Settings settings, double seconds, FaultTimes times) {
        double unsure = ObjectiveWords.seconds(times.effectHigh().minus(times.effectLow())) / 2;
        Measured measured =
                new Measured(seconds, Math.max(0, rounded(seconds - unsure)), rounded(seconds + unsure), "s");
        boolean holds = seconds + unsure <= ObjectiveWords.seconds(settings.atMost());
        return new Judgement(
                measured,
                holds ? Outcome.PASS : Outcome.FAIL,
                "the first of " + settings.of() + " to be served well again came " + FigureText.seconds(seconds)
                        + " after " + settings.from() + " took effect");
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
