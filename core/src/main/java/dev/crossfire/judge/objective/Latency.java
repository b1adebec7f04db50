package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The latency at a percentile, from the intended start, is at most the target. */
public final class Latency implements ObjectiveKind<Latency.Settings> {
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * The objective's settings.
     *
     * @param cohort the cohort
     * @param phase when; the whole run unless named
     * @param percentile above 0, at most 100
     * @param atMost the longest acceptable wait at that percentile
     */
    public record Settings(
            @Describe("the cohort") String cohort,
            @Describe("the phase; the whole run by default") PhaseRef phase,
            @Describe("above 0, at most 100") double percentile,

            @Describe("the longest acceptable latency at that percentile")
            Duration atMost)
            implements ObjectiveSettings {
        /** Reads a phase that was left out as the whole run. */
        public Settings {
            phase = Objects.requireNonNullElse(phase, PhaseRef.WHOLE);
            if (!(percentile > 0 && percentile <= PERCENT)) {
                throw new IllegalArgumentException("a percentile above 0 and at most 100, not " + percentile);
            }
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(percentile, atMost);
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("latency", Settings.class)
                .summary("the latency at a percentile is at most a target")
                .measures("milliseconds from the intended start to the end at the percentile, over all requests of the"
                        + " phase, errors too; in a closed model that of a request that would start at any moment")
                .inconclusiveWhen("there were too few requests for any to lie beyond the percentile")
                .example("latency: { cohort: buyers, phase: after writer-lost, percentile: 95, at-most: 300ms }");
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        return ExpectedRequests.tooFew(
                plan, settings.cohort(), settings.phase(), needed(settings), TargetText.plain(settings.target()));
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable PhaseFigures figures = facts.phase(settings.cohort(), settings.phase());
        @Nullable Double millis = facts.latencyMillis(settings.cohort(), settings.phase(), settings.percentile());
        if (figures == null || millis == null) {
            return ExpectedRequests.nothing(settings.cohort(), settings.phase());
        }
        @Nullable Double waited = facts.waitMillis(settings.cohort(), settings.phase(), settings.percentile());
        double judged = waited == null ? millis : waited;
        MeasuredFigure measured = new MeasuredFigure(judged, null, null, "ms");
        String seen = "p" + FigureText.written(settings.percentile()) + " of " + settings.cohort() + " was "
                + FigureText.millis(millis) + " over " + FigureText.count(figures.requests()) + " requests "
                + ObjectiveWords.in(settings.phase())
                + (waited == null ? "" : ", " + FigureText.millis(waited) + " over the time of its users");
        if (figures.requests() < needed(settings)) {
            return new Judgement(
                    measured,
                    Outcome.INCONCLUSIVE,
                    seen + "; too few to show that percentile, which takes "
                            + FigureText.count((long) Math.ceil(needed(settings))));
        }
        boolean holds = judged <= settings.atMost().toNanos() / NANOS_PER_MILLI;
        return new Judgement(measured, holds ? Outcome.PASS : Outcome.FAIL, seen);
    }

    /** Fewer requests than this have none beyond the percentile. */
    private static double needed(Settings settings) {
        double beyond = 1 - settings.percentile() / PERCENT;
        return beyond <= 0 ? 1 : Math.floor(1 / beyond + 1e-6);
    }
}
