package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ExternalObservations.Capacity;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveDescription.EvidenceBasis;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.RunFacts.FaultTimes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** As many replicas serve again soon enough after a fault as before it. */
public final class CapacityRestored implements ObjectiveKind<CapacityRestored.Settings> {
    private static final Ratio ALL = new Ratio(1);
    /** Observations further apart than this do not show what was between them. */
    private static final double LONGEST_GAP = 10;

    /**
     * The objective's settings.
     *
     * @param fault the fault's id
     * @param atMost the longest acceptable time from the fault's effect
     * @param share of the replicas that served before the fault; all unless named
     */
    public record Settings(
            @Describe("the fault's id") String fault,

            @Describe("the longest acceptable time from the fault's effect until the replicas serve again")
            Duration atMost,

            @Describe("the share of the earlier replicas that must serve again; 100% by default") @Nullable
            Ratio share)
            implements ObjectiveSettings {
        public Settings {
            share = Objects.requireNonNullElse(share, ALL);
        }

        @Override
        public Set<EvidenceSource> sources() {
            return Set.of(EvidenceSource.REPLICAS);
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost).judgedByUpperBound();
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("capacity-restored", Settings.class)
                .summary("as many replicas serve again soon enough after a fault as before it")
                .measures("seconds from the fault's effect until as many replicas serve as before it, until the next"
                        + " fault or the end of the run: a bracket between two counts")
                .inconclusiveWhen(
                        "the replicas were not counted shortly before the fault and throughout after it to the next"
                                + " fault or the end, or the run ended or the next fault took effect while some were"
                                + " missing")
                .example("capacity-restored: { fault: writer-lost, at-most: 60s }")
                .basedOn(EvidenceBasis.TIMES);
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable FaultTimes fault = facts.times(settings.fault());
        if (fault == null) {
            return Judgement.unmeasured(settings.fault() + " was not seen to take effect");
        }
        List<Capacity> looks = facts.observations().capacity();
        double effect = ObjectiveWords.seconds(fault.effectLow());
        Optional<Capacity> before = looks.stream()
                .filter(look -> look.at() < effect && look.at() >= effect - LONGEST_GAP)
                .reduce((earlier, later) -> later);
        List<Capacity> after =
                looks.stream().filter(look -> look.at() >= effect).toList();
        if (before.isEmpty() || after.isEmpty()) {
            return Judgement.unmeasured("no source counted the serving replicas before and after " + settings.fault());
        }
        double share = Objects.requireNonNullElse(settings.share(), ALL).value();
        int wanted = (int) Math.ceil(share * before.get().serving() - 1e-9);
        if (wanted == 0) {
            return Judgement.unmeasured("no replica served before " + settings.fault());
        }
        double end = ObjectiveWords.seconds(facts.plan().scenario().load().duration());
        CapacityEvidence whole = new CapacityEvidence(settings, fault, before.get(), after, wanted, end);
        return NextFault.after(settings.fault(), fault, facts)
                .filter(next -> next.effect() < end)
                .map(next -> whole.judgement(next))
                .orElseGet(whole::judgement);
    }

    /** One fault, and the replicas seen since, until a moment. */
    private record CapacityEvidence(
            Settings settings, FaultTimes fault, Capacity before, List<Capacity> after, int wanted, double end) {
        private double low() {
            return ObjectiveWords.seconds(fault.effectLow());
        }

        private double high() {
            return ObjectiveWords.seconds(fault.effectHigh());
        }

        /** What is missing after another fault took effect may be its doing; what served in spite of that does. */
        Judgement judgement(NextFault next) {
            List<Capacity> own =
                    after.stream().filter(look -> look.at() < next.effect()).toList();
            Judgement all = judgement();
            if (own.isEmpty()) {
                return new Judgement(
                        all.measured(), all.outcome(), all.why() + "; " + next.id() + " took effect at the same time");
            }
            Judgement alone = new CapacityEvidence(settings, fault, before, own, wanted, next.effect()).judgement();
            return alone.outcome() == Outcome.INCONCLUSIVE && all.outcome() == Outcome.PASS
                    ? all
                    : new Judgement(
                            alone.measured(), alone.outcome(), alone.why() + "; then " + next.id() + " took effect");
        }

        Judgement judgement() {
            int lowest = -1;
            int fewest = Integer.MAX_VALUE;
            double gap = after.get(0).at() - before.at();
            for (int i = 0; i < after.size(); i++) {
                lowest = after.get(i).serving() < wanted ? i : lowest;
                fewest = Math.min(fewest, after.get(i).serving());
                gap = i == 0
                        ? gap
                        : Math.max(gap, after.get(i).at() - after.get(i - 1).at());
            }
            double deadline = high() + ObjectiveWords.seconds(settings.atMost());
            double last = after.get(after.size() - 1).at();
            if (lowest == after.size() - 1) {
                return notRestored(last, deadline);
            }
            double longest = Math.min(LONGEST_GAP, ObjectiveWords.seconds(settings.atMost()));
            if (gap > longest) {
                return Judgement.unmeasured("the replicas were not counted for " + FigureText.seconds(gap));
            }
            Judgement seen = lowest < 0 ? untouched(last, deadline) : back(lowest, fewest);
            return seen.outcome() == Outcome.PASS && end - last > longest ? unwatched(seen, last) : seen;
        }

        /** Replicas that were back may have been lost again. */
        private Judgement unwatched(Judgement seen, double last) {
            return new Judgement(
                    seen.measured(),
                    Outcome.INCONCLUSIVE,
                    seen.why() + ", but they were counted only until " + FigureText.seconds(last - high()) + " after "
                            + settings.fault());
        }

        private Judgement notRestored(double last, double deadline) {
            String words = "of " + before.serving() + " replicas only "
                    + after.get(after.size() - 1).serving() + " served when they were last counted, "
                    + FigureText.seconds(last - high()) + " after " + settings.fault();
            return new Judgement(
                    new MeasuredFigure(last - high(), last - high(), null, "s"),
                    last > deadline ? Outcome.FAIL : Outcome.INCONCLUSIVE,
                    words);
        }

        private Judgement untouched(double last, double deadline) {
            MeasuredFigure none = new MeasuredFigure(0, 0.0, 0.0, "s");
            String words = "all " + before.serving() + " replicas served at every count";
            return last >= deadline
                    ? new Judgement(none, Outcome.PASS, words)
                    : new Judgement(
                            none,
                            Outcome.INCONCLUSIVE,
                            words + ", but only until " + FigureText.seconds(last - high()) + " after "
                                    + settings.fault());
        }

        /** Restored for good between the last observation with too few replicas and the next. */
        private Judgement back(int lowest, int fewest) {
            double from = Math.max(0, after.get(lowest).at() - high());
            double until = after.get(lowest + 1).at() - low();
            MeasuredFigure measured = new MeasuredFigure((from + until) / 2, from, until, "s");
            double most = ObjectiveWords.seconds(settings.atMost());
            String words = wanted + " of " + before.serving() + " replicas served again between "
                    + FigureText.bareSeconds(from) + " and " + FigureText.seconds(until) + " after " + settings.fault()
                    + "; at worst " + fewest + " did";
            return new Judgement(measured, until <= most ? Outcome.PASS : Outcome.FAIL, words);
        }
    }
}
