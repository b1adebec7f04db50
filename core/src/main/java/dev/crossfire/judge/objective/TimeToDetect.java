package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ExternalObservations;
import dev.crossfire.spi.ExternalObservations.AlarmEvent;
import dev.crossfire.spi.ExternalObservations.AlarmSource;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveDescription.EvidenceBasis;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.RunFacts.FaultTimes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An alarm begins soon enough after a fault, and ends when the fault is over. */
public final class TimeToDetect implements ObjectiveKind<TimeToDetect.Settings> {
    /**
     * The objective's settings.
     *
     * @param fault the fault's id
     * @param within the longest acceptable time from the fault's effect until the alarm is recorded
     * @param alarm a part of the alarm's name; null for any
     * @param clearsWithin the longest acceptable time from the fault's end until the alarm's; null when it may last
     */
    public record Settings(
            @Describe("the fault's id") String fault,

            @Describe("the longest acceptable time from the fault's effect until the alarm is received")
            Duration within,

            @Describe("a part of the alarm's name; any alarm by default") @Nullable
            String alarm,

            @Describe("the longest acceptable time from the fault's end until the alarm is over; no limit by default")
            @Nullable
            Duration clearsWithin)
            implements ObjectiveSettings {
        @Override
        public Set<EvidenceSource> sources() {
            return Set.of(EvidenceSource.ALARMS);
        }

        @Override
        public ObjectiveTarget target() {
            ObjectiveTarget begun = ObjectiveTarget.atMost(within).judgedByUpperBound();
            return clearsWithin == null
                    ? begun
                    : begun.and(ObjectiveTarget.atMost(clearsWithin)
                            .labelled("alarm over")
                            .judgedByUpperBound());
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("time-to-detect", Settings.class)
                .summary("an alarm begins soon enough after a fault, and ends after it")
                .measures(
                        "seconds from the fault's effect until Crossfire received an alarm that was not active before, also by its own start time; and whether it was reported"
                                + " over in time after the fault was cleared")
                .inconclusiveWhen(
                        "no alarm source is configured, every source was out of reach for a time, the alarm was or may have been active before, another fault took effect while it was active, or the run ended too early")
                .example("time-to-detect: { fault: writer-lost, within: 30s, alarm: errors, clears-within: 1m }")
                .basedOn(EvidenceBasis.TIMES);
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable FaultTimes fault = facts.times(settings.fault());
        if (fault == null) {
            return Judgement.unmeasured(settings.fault() + " was not seen to take effect");
        }
        ExternalObservations observed = facts.observations();
        if (observed.sources().isEmpty()) {
            return Judgement.unmeasured(AlarmTimes.NO_SOURCE);
        }
        return new DetectionEvidence(settings, fault, observed, NextFault.after(settings.fault(), fault, facts))
                .judgement();
    }

    /** One fault, and its alarms. */
    private record DetectionEvidence(
            Settings settings, FaultTimes fault, ExternalObservations observed, Optional<NextFault> next) {
        private double low() {
            return ObjectiveWords.seconds(fault.effectLow());
        }

        private double high() {
            return ObjectiveWords.seconds(fault.effectHigh());
        }

        Judgement judgement() {
            double deadline = high() + ObjectiveWords.seconds(settings.within());
            // By name: the same alarm may arrive by one source before the fault and by another after it.
            Set<String> before = alarms().filter(alarmEvent -> AlarmTimes.latest(alarmEvent) < low()
                            && (alarmEvent.until() == null || alarmEvent.until() > low()))
                    .map(AlarmEvent::alarm)
                    .collect(Collectors.toCollection(TreeSet::new));
            List<AlarmEvent> since = alarms().filter(alarmEvent ->
                            AlarmTimes.latest(alarmEvent) >= low() && !before.contains(alarmEvent.alarm()))
                    .sorted(Comparator.comparingDouble(AlarmEvent::from))
                    .toList();
            List<AlarmEvent> inTime = since.stream()
                    .filter(alarmEvent -> alarmEvent.from() <= deadline)
                    .toList();
            Optional<AlarmEvent> first = inTime.stream()
                    .filter(alarmEvent -> AlarmTimes.earliest(alarmEvent, observed) >= low())
                    .findFirst();
            if (first.isPresent()) {
                return detected(first.get(), since);
            }
            if (!inTime.isEmpty()) {
                return Judgement.unmeasured("the alarm '" + inTime.get(0).alarm() + "' was received when its source was"
                        + " reachable again, and may have begun before " + settings.fault());
            }
            if (!before.isEmpty()) {
                return Judgement.unmeasured("the alarm '" + before.iterator().next() + "' was active before "
                        + settings.fault() + " already, so it does not show that the fault was detected");
            }
            if (observed.until() < deadline) {
                return Judgement.unmeasured("alarms were no longer received " + FigureText.written(settings.within())
                        + " after " + settings.fault());
            }
            if (observed.sources().stream().noneMatch(alarmSource -> AlarmTimes.hears(alarmSource, low(), deadline))) {
                return Judgement.unmeasured("no alarm was received within " + FigureText.written(settings.within())
                        + ", but every alarm source was out of reach for a time");
            }
            return since.isEmpty() ? silence() : late(since.get(0));
        }

        private Stream<AlarmEvent> alarms() {
            return observed.alarms().stream().filter(alarmEvent -> AlarmTimes.isMeant(alarmEvent, settings.alarm()));
        }

        private MeasuredFigure after(AlarmEvent alarmEvent) {
            return new MeasuredFigure(
                    alarmEvent.from() - (low() + high()) / 2,
                    alarmEvent.from() - high(),
                    alarmEvent.from() - low(),
                    "s");
        }

        private Judgement detected(AlarmEvent first, List<AlarmEvent> since) {
            MeasuredFigure measured = after(first);
            String seen = "the alarm '" + first.alarm() + "' was received " + FigureText.seconds(measured.value())
                    + " after " + settings.fault() + " took effect";
            @Nullable Duration clears = settings.clearsWithin();
            if (clears == null) {
                return new Judgement(measured, Outcome.PASS, seen);
            }
            @Nullable Duration gone = fault.cleared();
            if (gone == null) {
                return new Judgement(
                        measured, Outcome.INCONCLUSIVE, seen + ", but the fault was not seen to be cleared");
            }
            double cleared = ObjectiveWords.seconds(gone);
            double deadline = cleared + ObjectiveWords.seconds(clears);
            List<AlarmEvent> onward = since.stream()
                    .filter(alarmEvent -> alarmEvent.from() <= deadline
                            && (alarmEvent.until() == null || alarmEvent.until() > deadline))
                    .toList();
            // What began after another fault had taken effect may be about that one.
            Optional<NextFault> other = next.filter(fault -> fault.effect() <= deadline);
            double others = other.map(NextFault::effect).orElse(Double.POSITIVE_INFINITY);
            boolean ownOver =
                    first.from() < others && onward.stream().noneMatch(alarmEvent -> alarmEvent.from() < others);
            if (onward.isEmpty() || ownOver) {
                double over = since.stream()
                        .filter(alarmEvent -> alarmEvent.from() <= deadline && !onward.contains(alarmEvent))
                        .filter(alarmEvent -> alarmEvent.from() < others || others <= first.from())
                        .mapToDouble(alarmEvent -> Objects.requireNonNull(alarmEvent.until()))
                        .max()
                        .orElse(cleared);
                return new Judgement(
                        measured,
                        Outcome.PASS,
                        seen + " and over " + FigureText.seconds(Math.max(0, over - cleared))
                                + " after it was cleared");
            }
            String still = "'" + onward.get(0).alarm() + "' was still active ";
            if (other.isPresent()) {
                return new Judgement(
                        measured,
                        Outcome.INCONCLUSIVE,
                        seen + "; " + still + FigureText.written(clears) + " after it was cleared, but "
                                + other.get().id() + " had taken effect by then");
            }
            boolean known = onward.stream().anyMatch(alarmEvent -> isReachableAt(alarmEvent.source(), deadline));
            return known
                    ? new Judgement(
                            measured,
                            Outcome.FAIL,
                            seen + "; " + still + FigureText.written(clears) + " after it was cleared")
                    : new Judgement(
                            measured, Outcome.INCONCLUSIVE, seen + "; " + still + "when its source was last reachable");
        }

        private boolean isReachableAt(String source, double moment) {
            return observed.until() >= moment
                    && observed.sources().stream()
                            .anyMatch(alarmSource -> alarmSource.source().equals(source)
                                    && AlarmTimes.hears(alarmSource, moment, moment));
        }

        private Judgement late(AlarmEvent alarmEvent) {
            MeasuredFigure measured = after(alarmEvent);
            return new Judgement(
                    measured,
                    Outcome.FAIL,
                    "the alarm '" + alarmEvent.alarm() + "' was received only " + FigureText.seconds(measured.value())
                            + " after " + settings.fault() + " took effect");
        }

        private Judgement silence() {
            boolean proven = observed.sources().stream().anyMatch(AlarmSource::proven);
            return new Judgement(
                    null,
                    Outcome.FAIL,
                    "no alarm was received within " + FigureText.written(settings.within()) + " of " + settings.fault()
                            + (proven
                                    ? ""
                                    : "; no alarm was ever received: check that the alarm source sends to Crossfire"));
        }
    }
}
