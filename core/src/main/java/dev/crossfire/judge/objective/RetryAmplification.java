package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ExternalObservations.RequestCounterDelta;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request of a user does not reach the system many times over. */
public final class RetryAmplification implements ObjectiveKind<RetryAmplification.Settings> {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    /** With fewer requests than this, one that falls on the other side of a reading shows as retries. */
    private static final double FEWEST_REQUESTS = 200;

    private static final double PERCENT = 100;

    /**
     * The objective's settings.
     *
     * @param atMost the largest acceptable ratio of requests that reach the system to requests of users, in any 10 s
     */
    public record Settings(
            @Describe(
                    "the acceptable number of requests that reach the system for each that a user sends, such as 1.5, in any 10 s")
            double atMost)
            implements ObjectiveSettings {
        public Settings {
            if (!(atMost >= 1)) {
                throw new IllegalArgumentException("at-most: 1 or more");
            }
        }

        @Override
        public Set<EvidenceSource> sources() {
            return Set.of(EvidenceSource.REQUESTS);
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost, "times");
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("retry-amplification", Settings.class)
                .summary("retries do not multiply the requests of users")
                .measures("requests that reached the system over requests that users sent, in the worst ten seconds")
                .inconclusiveWhen(
                        "no source counted the requests that reached the system, or users never sent 200 requests in ten seconds")
                .example("retry-amplification: { at-most: 1.5 }");
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        List<RequestCounterDelta> beats = facts.observations().requestCounterDeltas();
        double seen =
                beats.stream().mapToDouble(beat -> beat.until() - beat.from()).sum();
        if (beats.isEmpty()) {
            return Judgement.unmeasured("no source counted the requests that reached the system");
        }
        Worst worst = Worst.of(beats);
        if (worst == null) {
            return Judgement.unmeasured("in no " + FigureText.written(WINDOW) + " did users send the "
                    + FigureText.written(FEWEST_REQUESTS) + " requests that are needed to see retries");
        }
        MeasuredFigure measured = new MeasuredFigure(worst.ratio(), null, null, "times");
        String words = "at worst " + FigureText.count(Math.round(worst.reached())) + " requests reached the system for "
                + FigureText.count(Math.round(worst.sent())) + " that users had sent, from "
                + FigureText.moment(worst.from())
                + " on for " + FigureText.seconds(worst.until() - worst.from());
        if (worst.ratio() > settings.atMost()) {
            return new Judgement(measured, Outcome.FAIL, words);
        }
        double length = ObjectiveWords.seconds(facts.plan().scenario().load().duration());
        // A reading may be late, but an interval without readings may contain the worst.
        return seen >= length - WINDOW.toSeconds()
                ? new Judgement(measured, Outcome.PASS, words)
                : new Judgement(
                        measured,
                        Outcome.INCONCLUSIVE,
                        words + ", but only " + FigureText.number(PERCENT * seen / Math.max(length, 1))
                                + " % of the run were counted");
    }

    /** The interval of about ten seconds in which most requests reached the system for each that was sent. */
    private record Worst(double from, double until, double sent, double reached) {
        double ratio() {
            return reached / sent;
        }

        static @Nullable Worst of(List<RequestCounterDelta> beats) {
            @Nullable Worst worst = null;
            double sent = 0;
            double reached = 0;
            int first = 0;
            for (int i = 0; i < beats.size(); i++) {
                RequestCounterDelta last = beats.get(i);
                if (i > 0 && last.from() > beats.get(i - 1).until()) {
                    // What happened in between is unknown.
                    first = i;
                    sent = 0;
                    reached = 0;
                }
                sent += last.sent();
                reached += last.reached();
                // The shortest interval that is no shorter than the window.
                while (last.until() - beats.get(first).until() >= WINDOW.toSeconds()) {
                    sent -= beats.get(first).sent();
                    reached -= beats.get(first).reached();
                    first++;
                }
                double from = beats.get(first).from();
                boolean longEnough = last.until() - from >= WINDOW.toSeconds();
                if (longEnough && sent >= FEWEST_REQUESTS && (worst == null || reached / sent > worst.ratio())) {
                    worst = new Worst(from, last.until(), sent, reached);
                }
            }
            return worst;
        }
    }
}
