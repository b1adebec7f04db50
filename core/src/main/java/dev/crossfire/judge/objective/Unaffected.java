package dev.crossfire.judge.objective;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.RequestBins;
import dev.crossfire.judge.objective.BadShare.ShareDifference;
import dev.crossfire.model.Describe;
import dev.crossfire.model.Plan;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts that a fault should not reach are served as well as without it, within a margin: non-inferiority.
 *
 * <p>The absence of a significant difference shows nothing, because little traffic never shows one. So the bound of the
 * difference must lie within the margin to pass. That bound allows for errors that come together, second by second (see
 * {@link BadShare}). Errors that were seen have happened, however they cluster: to fail, it is enough that the
 * difference is beyond the margin by more than a chance choice of the requests explains. What lies between is
 * inconclusive.
 */
public final class Unaffected implements ObjectiveKind<Unaffected.Settings> {
    private static final Ratio CONFIDENCE = new Ratio(0.95);
    private static final double PERCENT = 100;
    private static final double LEAST_CONFIDENCE = 0.5;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param fault the fault's id
     * @param window how long from the fault's effect; null for the rest of the load
     * @param margin by how much the bad share may be larger
     * @param confidence one-sided, from 50 % to below 100 %; null for 95 %
     */
    public record Settings(
            @Describe("the cohort that the fault should not touch")
            String cohort,

            @Describe("the fault") String fault,

            @Describe("how long from the fault's effect; the rest of the load by default") @Nullable
            Duration window,

            @Describe("by how many percentage points the share of bad requests may exceed that without the fault")
            Ratio margin,

            @Describe("one-sided; 95% by default") @Nullable Ratio confidence)
            implements ObjectiveSettings {
        /** Refuses a confidence that cannot be reached or shows nothing, and a time that is too short. */
        public Settings {
            BaselineInterval.requireLongEnough(window);
            if (confidence != null && !(confidence.value() >= LEAST_CONFIDENCE && confidence.value() < 1)) {
                throw new IllegalArgumentException("a confidence from 50% to below 100%, not " + confidence);
            }
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(margin).labelled("worse by").judgedByUpperBound();
        }

        private double level() {
            return confidence == null ? CONFIDENCE.value() : confidence.value();
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("unaffected", Settings.class)
                .summary("a fault does not affect a cohort that it should not reach, within a margin")
                .measures("the share of bad requests (wrong, late, unanswered, or not sent as their user still waited)"
                        + " after the fault minus that of the baseline, in points: the time before the first"
                        + " fault, or, with `--control RUN`, the same seconds of a control run; it passes when the"
                        + " upper bound of the difference, at the confidence and with the clustering of errors by"
                        + " second allowed for, is within the margin, and fails when the difference is beyond it"
                        + " by more than a chance choice of requests explains")
                .inconclusiveWhen(
                        "the bounds of the difference lie on both sides of the margin, or there were fewer than 10 s"
                                + " with requests before the first fault or after this one, or the cohort was unhealthy"
                                + " before it")
                .example("unaffected: { cohort: buyers, fault: writer-lost, window: 30s, margin: 0.5% }");
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        List<String> reasons = new ArrayList<>(
                BaselineInterval.warnings(plan, settings.cohort(), settings.fault(), settings.window()));
        BaselineInterval.@Nullable Arrivals arrivals =
                BaselineInterval.arrivals(plan, settings.cohort(), settings.fault(), settings.window());
        if (arrivals != null && arrivals.after() >= 1) {
            double bound = new BadShare((long) arrivals.after(), 0, 0, 1).high(settings.level());
            if (bound > settings.margin().value()) {
                reasons.add("about " + FigureText.number(arrivals.after()) + " " + settings.cohort() + " arrive after "
                        + settings.fault() + ": even if none is bad that bounds the impact at "
                        + FigureText.percent(bound) + " only; expected " + FigureText.written(settings.margin()));
            }
        }
        return reasons;
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        try {
            RequestBins counts = BaselineInterval.counts(facts, settings.cohort());
            BaselineInterval interval =
                    BaselineInterval.of(facts, settings.cohort(), settings.fault(), settings.window());
            BadShare after = BadShare.of(counts.blocks(interval.from(), interval.until(), SECOND));
            return judge(settings, after, baseline(settings, facts, counts, interval));
        } catch (BaselineInterval.InsufficientEvidenceException lacking) {
            return Judgement.unmeasured(lacking.what());
        }
    }

    /** The bad share of the cohort without the fault: in the control run if there is one, for it had the same load. */
    private static BaselineShare baseline(
            Settings settings, RunFacts facts, RequestBins counts, BaselineInterval interval)
            throws BaselineInterval.InsufficientEvidenceException {
        @Nullable ControlRun control = facts.control();
        if (control == null) {
            return new BaselineShare(
                    BadShare.of(counts.blocks(Duration.ZERO, interval.baselineLength(), SECOND)),
                    "in the " + FigureText.seconds(interval.baselineLength()) + " before any fault");
        }
        ControlRun.@Nullable Series series = control.cohorts().get(settings.cohort());
        if (series == null) {
            throw new BaselineInterval.InsufficientEvidenceException(
                    "the control run " + control.run() + " has no requests of " + settings.cohort());
        }
        return new BaselineShare(
                BadShare.of(RequestBins.of(series).blocks(interval.from(), interval.until(), SECOND)),
                "in the same seconds of the control run " + control.run());
    }

    private record BaselineShare(BadShare share, String when) {}

    private static Judgement judge(Settings settings, BadShare after, BaselineShare without) {
        if (Math.min(after.clusters(), without.share().clusters()) < BadShare.LEAST_CLUSTERS) {
            return Judgement.unmeasured(
                    settings.cohort() + " sent requests in too few seconds after " + settings.fault() + " or "
                            + without.when() + " to compare; expected " + BadShare.LEAST_CLUSTERS + " each");
        }
        ShareDifference difference = ShareDifference.of(after, without.share(), settings.level());
        double margin = settings.margin().value();
        Outcome outcome = difference.high() <= margin
                ? Outcome.PASS
                : difference.seenLow() > margin ? Outcome.FAIL : Outcome.INCONCLUSIVE;
        String compared =
                FigureText.percent(after.ratio()) + " of the requests of " + settings.cohort() + " were bad after "
                        + settings.fault() + " against "
                        + FigureText.percent(without.share().ratio()) + " " + without.when();
        return new Judgement(
                new MeasuredFigure(difference.value(), difference.low(), difference.high(), "ratio"),
                outcome,
                compared + verdict(settings, difference, outcome));
    }

    private static String verdict(Settings settings, ShareDifference difference, Outcome outcome) {
        String sure = " (" + FigureText.percent(settings.level()) + " confidence, clustered errors allowed for)";
        String bound = points(difference.high());
        return switch (outcome) {
            case PASS -> ": worse by at most " + bound + sure;
            case FAIL -> ": worse by more than " + points(settings.margin().value());
            case INCONCLUSIVE ->
                ": the difference may be up to " + bound + sure + ", so it is not shown to be within "
                        + points(settings.margin().value());
        };
    }

    private static String points(double difference) {
        return FigureText.number(PERCENT * difference) + " points";
    }
}
