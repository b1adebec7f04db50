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

/** Few enough requests get a wrong answer or none. */
public final class ErrorRatio implements ObjectiveKind<ErrorRatio.Settings> {
    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param phase when; the whole run unless named
     * @param atMost the largest acceptable share of errors
     */
    public record Settings(
            @Describe("the cohort") String cohort,
            @Describe("the phase; the whole run by default") PhaseRef phase,

            @Describe("the largest acceptable share of errors")
            Ratio atMost)
            implements ObjectiveSettings {
        /** Reads a phase that was left out as the whole run. */
        public Settings {
            phase = Objects.requireNonNullElse(phase, PhaseRef.WHOLE);
        }

        @Override
        public ObjectiveSubject subject() {
            return ObjectiveSubject.ERRORS;
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost);
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("error-ratio", Settings.class)
                .summary("few requests get a wrong answer or none")
                .measures("errors over all requests of the phase, none of them sampled; in a closed model the share of"
                        + " user time that is bad; the one-sided 95 % bound is shown, not judged")
                .inconclusiveWhen("there were fewer requests than 1 ÷ target, such as 100 for 1%")
                .example("error-ratio: { cohort: buyers, phase: after writer-lost, at-most: 1% }");
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        return ExpectedRequests.tooFew(
                plan, settings.cohort(), settings.phase(), needed(settings), TargetText.plain(settings.target()));
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable PhaseFigures figures = facts.phase(settings.cohort(), settings.phase());
        if (figures == null || figures.errorRatio() == null) {
            return ExpectedRequests.nothing(settings.cohort(), settings.phase());
        }
        @Nullable UserTime users = figures.userTime();
        double ratio = users == null ? figures.errorRatio() : users.unhealthyShare();
        @Nullable Double high = users == null ? figures.errorRatioHigh() : null;
        MeasuredFigure measured = new MeasuredFigure(ratio, null, high, "ratio");
        String seen =
                FigureText.count(figures.errors()) + " of " + FigureText.count(figures.requests()) + " requests of "
                        + settings.cohort() + " failed (" + FigureText.percent(figures.errorRatio()) + ") "
                        + ObjectiveWords.in(settings.phase())
                        + ObjectiveWords.userTime(users);
        if (figures.requests() < needed(settings)) {
            return new Judgement(
                    measured,
                    Outcome.INCONCLUSIVE,
                    seen + "; too few to show " + TargetText.plain(settings.target()) + ", which takes "
                            + FigureText.count((long) Math.ceil(needed(settings))));
        }
        boolean holds = ratio <= settings.atMost().value();
        return new Judgement(measured, holds ? Outcome.PASS : Outcome.FAIL, seen);
    }

    /** A ratio of one in a thousand needs a thousand requests; a target of none is judged by those there are. */
    private static double needed(Settings settings) {
        double most = settings.atMost().value();
        return most == 0 ? 1 : 1 / most;
    }
}
