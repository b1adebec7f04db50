package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.TargetText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users who cannot be served get an error quickly, rather than wait. */
public final class FailFast implements ObjectiveKind<FailFast.Settings> {
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param fault the fault's id
     * @param percentile above 0, at most 100
     * @param atMost the longest acceptable wait for an error at that percentile
     */
    public record Settings(
            @Describe("the cohort") String cohort,
            @Describe("the fault") String fault,
            @Describe("above 0, at most 100") double percentile,

            @Describe("the longest acceptable time to an error at that percentile")
            Duration atMost)
            implements ObjectiveSettings {
        /** Refuses what is no percentile. */
        public Settings {
            if (!(percentile > 0 && percentile <= PERCENT)) {
                throw new IllegalArgumentException("a percentile above 0 and at most 100, not " + percentile);
            }
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(percentile, atMost);
        }

        private PhaseRef impact() {
            return new PhaseRef(Phase.IMPACT, fault);
        }

        /** Fewer errors than this have none beyond the percentile. */
        private long needed() {
            double beyond = 1 - percentile / PERCENT;
            return beyond <= 0 ? 1 : (long) Math.floor(1 / beyond + 1e-6);
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("fail-fast", Settings.class)
                .summary("a request that fails gets its error quickly")
                .measures(
                        "milliseconds from the intended start to the end of those requests alone that failed between the fault's"
                                + " effect and recovery, at the percentile; a time-out of the client counts at its full length")
                .inconclusiveWhen(
                        "nothing failed, so nothing shows how quickly errors come, or too few requests failed for any to lie"
                                + " beyond the percentile")
                .example("fail-fast: { cohort: buyers, fault: writer-lost, percentile: 95, at-most: 1s }");
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        Duration end = plan.scenario().load().duration();
        return ExpectedRequests.startOf(plan, settings.fault())
                .filter(at -> at.compareTo(end) < 0)
                .flatMap(
                        at -> ExpectedRequests.planned(plan, settings.cohort()).map(cohort -> cohort.arrivals(at, end)))
                .filter(arrivals -> arrivals < settings.needed())
                .map(arrivals -> "only " + FigureText.number(arrivals) + " " + settings.cohort() + " arrive after "
                        + settings.fault() + ", but even if all failed " + TargetText.plain(settings.target())
                        + " takes "
                        + FigureText.count(settings.needed()))
                .stream()
                .toList();
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable PhaseFigures figures = facts.phase(settings.cohort(), settings.impact());
        @Nullable Double millis = facts.errorMillis(settings.cohort(), settings.impact(), settings.percentile());
        if (figures == null || millis == null) {
            String none = figures == null
                    ? settings.fault() + " had no measurable impact on " + settings.cohort()
                    : settings.cohort() + " were answered late, but no request failed, under " + settings.fault();
            return Judgement.unmeasured(none + ", so nothing shows how quickly errors are answered");
        }
        MeasuredFigure measured = new MeasuredFigure(millis, null, null, "ms");
        String seen = FigureText.written(settings.percentile()) + " % of the " + FigureText.count(figures.errors())
                + " failed requests of " + settings.cohort() + " were answered within " + FigureText.millis(millis)
                + " while "
                + settings.fault() + " had an impact";
        if (figures.errors() < settings.needed()) {
            return new Judgement(
                    measured,
                    Outcome.INCONCLUSIVE,
                    seen + "; too few to show that percentile, which takes " + FigureText.count(settings.needed()));
        }
        boolean holds = millis <= settings.atMost().toNanos() / NANOS_PER_MILLI;
        return new Judgement(measured, holds ? Outcome.PASS : Outcome.FAIL, seen);
    }
}
