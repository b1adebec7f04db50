package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Rate;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The drill costs no more than a share of what may go wrong within a service level's window.
 *
 * <p>The budget is counted in requests: (1 − level) × requests a second × window. A drill's own spike is not how much
 * traffic a month has, so the rate is given, or that of the base load.
 */
public final class ErrorBudget implements ObjectiveKind<ErrorBudget.Settings> {
    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param slo the service level: the share of good requests that is promised, below all
     * @param window over how long it is promised
     * @param traffic requests a second over the window; null for those of the base load, as this run saw them
     * @param atMost the largest acceptable share of the budget
     */
    public record Settings(
            @Describe("the cohort") String cohort,

            @Describe("the service level: the promised share of good requests")
            Ratio slo,

            @Describe("the service level's window") Duration window,

            @Describe("requests a second over the window; the base load's by default") @Nullable
            Rate traffic,

            @Describe("the largest acceptable share of the budget")
            Ratio atMost)
            implements ObjectiveSettings {
        /** Refuses a level without a budget, a window of nothing, and no traffic. */
        public Settings {
            if (slo.value() >= 1) {
                throw new IllegalArgumentException("a level below 100 %, such as 99.9% (100 % has no error budget)");
            }
            if (window.isZero()) {
                throw new IllegalArgumentException("a window longer than 0s, such as 30d");
            }
            if (traffic != null && traffic.perSecond() == 0) {
                throw new IllegalArgumentException("a rate, such as 40/s (without traffic there is no error budget)");
            }
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost).labelled("budget spent");
        }

        private double budget(double perSecond) {
            return (1 - slo.value()) * perSecond * ObjectiveWords.seconds(window);
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("error-budget", Settings.class)
                .summary("the drill costs no more than a share of the error budget of a service level's window")
                .measures(
                        "bad requests of the whole run over the budget, which is (1 − level) × requests a second × window; the"
                                + " rate is the one given, else that of the cohort's base load: the requests of this run for each"
                                + " planned arrival, times the base rate of arrivals")
                .inconclusiveWhen("the cohort sent nothing, or one bad request alone would cost more than the target")
                .example("error-budget: { cohort: buyers, slo: 99.9%, window: 30d, at-most: 5% }");
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        Optional<Double> rate = settings.traffic() != null
                ? Optional.of(settings.traffic().perSecond())
                : ExpectedRequests.planned(plan, settings.cohort())
                        .map(cohort -> cohort.rate().perSecond());
        return rate
                .map(settings::budget)
                .filter(budget -> budget * settings.atMost().value() < 1)
                .map(budget -> "the error budget is about " + FigureText.number(budget)
                        + " requests: one bad request alone costs more than " + FigureText.written(settings.atMost()))
                .stream()
                .toList();
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable PhaseFigures figures = facts.phase(settings.cohort(), PhaseRef.WHOLE);
        if (figures == null || figures.requests() == 0) {
            return ExpectedRequests.nothing(settings.cohort(), PhaseRef.WHOLE);
        }
        double rate = settings.traffic() != null ? settings.traffic().perSecond() : baseRate(settings, facts, figures);
        double budget = settings.budget(rate);
        @Nullable UserTime users = figures.userTime();
        // Requests that users could not send because they waited cost the budget as if they had been sent.
        long bad = figures.bad() + (users == null ? 0 : users.unsentRequests());
        double cost = bad / budget;
        String seen = "the drill cost " + FigureText.percent(cost) + " of the error budget of " + settings.cohort()
                + ": "
                + FigureText.count(bad) + " bad requests of the " + FigureText.count(Math.round(budget)) + " that "
                + FigureText.written(settings.slo()) + " over " + ObjectiveWords.length(settings.window())
                + " allow at "
                + FigureText.number(rate) + " requests a second";
        MeasuredFigure measured = new MeasuredFigure(cost, null, null, "ratio");
        if (bad <= 1 && budget * settings.atMost().value() < 1) {
            return new Judgement(
                    measured, Outcome.INCONCLUSIVE, seen + "; one bad request alone costs more than the target");
        }
        return new Judgement(measured, cost <= settings.atMost().value() ? Outcome.PASS : Outcome.FAIL, seen);
    }

    /** What the cohort sends outside spikes: its base arrivals, times the requests that one arrival makes. */
    private static double baseRate(Settings settings, RunFacts facts, PhaseFigures figures) {
        Duration length = facts.plan().scenario().load().duration();
        Duration seen = facts.observedUntil(settings.cohort());
        Duration until = seen.compareTo(length) < 0 && !seen.isZero() && !seen.isNegative() ? seen : length;
        double observed = figures.requests() / ObjectiveWords.seconds(until);
        return ExpectedRequests.planned(facts.plan(), settings.cohort())
                .filter(cohort -> cohort.rate().perSecond() > 0)
                .map(cohort -> observed * share(cohort, until))
                .orElse(observed);
    }

    /** The base rate of arrivals over their mean rate. */
    private static double share(Cohort cohort, Duration until) {
        return cohort.rate().perSecond() * ObjectiveWords.seconds(until) / cohort.arrivals(Duration.ZERO, until);
    }
}
