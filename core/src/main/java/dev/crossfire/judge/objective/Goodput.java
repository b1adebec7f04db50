package dev.crossfire.judge.objective;

import dev.crossfire.evidence.RequestBins;
import dev.crossfire.evidence.RequestBins.RequestTally;
import dev.crossfire.model.Describe;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.TargetText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enough requests are still good after a fault.
 *
 * <p>The baseline is what the cohort itself got before the first fault, for each user who was to arrive, at the load
 * planned for the evaluated time. So a spike of load counts neither for nor against the system, and users who give up
 * after a first error are missed. The time is a fixed one: the impact's own length would favour slow recoveries,
 * because the longer it lasts, the more good answers come at its end.
 */
public final class Goodput implements ObjectiveKind<Goodput.Settings> {
    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param fault the fault's id
     * @param window how long from the fault's effect; null for the rest of the load
     * @param atLeast the least acceptable share of the baseline
     */
    public record Settings(
            @Describe("the cohort") String cohort,
            @Describe("the fault") String fault,

            @Describe("how long from the fault's effect; the rest of the load by default") @Nullable
            Duration window,

            @Describe(
                    "the smallest acceptable share of the good requests that are expected from the time before the fault")
            Ratio atLeast)
            implements ObjectiveSettings {
        /** Refuses a time that is too short. */
        public Settings {
            BaselineInterval.requireLongEnough(window);
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atLeast(atLeast);
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("goodput", Settings.class)
                .summary("enough good requests remain after a fault")
                .measures(
                        "good requests from the fault's effect on, as a share of the baseline: the good requests for each planned"
                                + " arrival from t = 0 to the first fault, times the arrivals planned for the window; for a"
                                + " simulation with a profile of its own, the rate before the first fault")
                .inconclusiveWhen(
                        "there were fewer than 10 s before the first fault or after this one, the cohort was unhealthy before it,"
                                + " its requests end too early, or it had too few requests to judge the target")
                .example("goodput: { cohort: buyers, fault: writer-lost, window: 30s, at-least: 70% }");
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        List<String> reasons = new ArrayList<>(
                BaselineInterval.warnings(plan, settings.cohort(), settings.fault(), settings.window()));
        BaselineInterval.@Nullable Arrivals arrivals =
                BaselineInterval.arrivals(plan, settings.cohort(), settings.fault(), settings.window());
        if (arrivals != null && Math.min(arrivals.before(), arrivals.after()) < needed(settings)) {
            reasons.add("only " + FigureText.number(Math.min(arrivals.before(), arrivals.after())) + " "
                    + settings.cohort()
                    + " arrive before or after " + settings.fault() + ", but to show "
                    + TargetText.plain(settings.target()) + " takes "
                    + FigureText.number(needed(settings)));
        }
        return reasons;
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        try {
            RequestBins counts = BaselineInterval.counts(facts, settings.cohort());
            BaselineInterval interval =
                    BaselineInterval.of(facts, settings.cohort(), settings.fault(), settings.window());
            return judge(settings, facts, interval, counts);
        } catch (BaselineInterval.InsufficientEvidenceException lacking) {
            return Judgement.unmeasured(lacking.what());
        }
    }

    private static Judgement judge(Settings settings, RunFacts facts, BaselineInterval interval, RequestBins counts) {
        RequestTally before = counts.between(Duration.ZERO, interval.baselineLength());
        RequestTally after = counts.between(interval.from(), interval.until());
        double expected = before.good() * growth(facts.plan(), settings.cohort(), interval);
        if (expected < needed(settings)) {
            return Judgement.unmeasured("only " + FigureText.number(expected) + " good requests of " + settings.cohort()
                    + " were expected after " + settings.fault() + ", too few to show "
                    + TargetText.plain(settings.target()));
        }
        double share = after.good() / expected;
        boolean holds = share >= settings.atLeast().value();
        return new Judgement(
                new MeasuredFigure(share, null, null, "ratio"),
                holds ? Outcome.PASS : Outcome.FAIL,
                settings.cohort() + " had " + FigureText.count(after.good()) + " good requests in the "
                        + FigureText.seconds(interval.length()) + " after " + settings.fault() + " took effect, "
                        + FigureText.percent(share) + " of the " + FigureText.count(Math.round(expected))
                        + " expected from the time before it");
    }

    /** How much more traffic was to arrive after the fault than before it. */
    private static double growth(Plan plan, String of, BaselineInterval interval) {
        Optional<Cohort> planned = ExpectedRequests.planned(plan, of);
        double before = planned.map(cohort -> cohort.arrivals(Duration.ZERO, interval.baselineLength()))
                .orElse(0.0);
        double after = planned.map(cohort -> cohort.arrivals(interval.from(), interval.until()))
                .orElse(0.0);
        return before > 0 && after > 0
                ? after / before
                : ObjectiveWords.seconds(interval.length()) / ObjectiveWords.seconds(interval.baselineLength());
    }

    /** A share of 90 % cannot be distinguished from all with fewer than ten. */
    private static double needed(Settings settings) {
        double rest = 1 - settings.atLeast().value();
        return rest <= 0 ? 1 : Math.ceil(1 / rest - 1e-6);
    }
}
