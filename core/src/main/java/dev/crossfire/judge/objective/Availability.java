package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.PhaseFigures.UserTime;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.TargetText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Enough requests get a correct answer soon enough: a service level as users feel it. */
public final class Availability implements ObjectiveKind<Availability.Settings> {
    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param phase when; the whole run unless named
     * @param atLeast the least acceptable share of good requests
     */
    public record Settings(
            @Describe("the cohort") String cohort,
            @Describe("the phase; the whole run by default") PhaseRef phase,

            @Describe("the smallest acceptable share of good requests")
            Ratio atLeast)
            implements ObjectiveSettings {
        /** Reads a phase that was left out as the whole run. */
        public Settings {
            phase = Objects.requireNonNullElse(phase, PhaseRef.WHOLE);
        }

        @Override
        public ObjectiveSubject subject() {
            return ObjectiveSubject.GOOD_REQUESTS;
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atLeast(atLeast);
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("availability", Settings.class)
                .summary("enough requests get a correct answer within the latency limit")
                .measures(
                        "good requests (correct and within the cohort's latency limit) over all requests of the phase;"
                                + " in a closed model the share of user time that is good; a late answer counts as bad, unlike in the error ratio")
                .inconclusiveWhen("there were fewer requests than one over the share that may be bad")
                .example("availability: { cohort: buyers, phase: after writer-lost, at-least: 99.9% }");
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        return ExpectedRequests.tooFew(
                plan, settings.cohort(), settings.phase(), needed(settings), TargetText.plain(settings.target()));
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable PhaseFigures figures = facts.phase(settings.cohort(), settings.phase());
        if (figures == null || figures.requests() == 0) {
            return ExpectedRequests.nothing(settings.cohort(), settings.phase());
        }
        @Nullable UserTime users = figures.userTime();
        double requests = (double) (figures.requests() - figures.bad()) / figures.requests();
        double share = users == null ? requests : 1 - users.unhealthyShare();
        MeasuredFigure measured = new MeasuredFigure(share, null, null, "ratio");
        String seen = FigureText.percent(requests) + " of " + FigureText.count(figures.requests()) + " requests of "
                + settings.cohort()
                + " got a correct answer within the latency limit " + ObjectiveWords.in(settings.phase()) + " ("
                + FigureText.count(figures.bad()) + " did not)" + ObjectiveWords.userTime(users);
        if (figures.requests() < needed(settings)) {
            return new Judgement(
                    measured,
                    Outcome.INCONCLUSIVE,
                    seen + "; too few to show " + TargetText.plain(settings.target()) + ", which takes "
                            + FigureText.count((long) needed(settings)));
        }
        boolean holds = share >= settings.atLeast().value();
        return new Judgement(measured, holds ? Outcome.PASS : Outcome.FAIL, seen);
    }

    /** 99.9 % needs a thousand requests; a target of 100 % is judged by those there are. */
    private static double needed(Settings settings) {
        double rest = 1 - settings.atLeast().value();
        return rest <= 0 ? 1 : Math.ceil(1 / rest - 1e-6);
    }
}
