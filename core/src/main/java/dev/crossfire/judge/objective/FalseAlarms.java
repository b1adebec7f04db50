package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ExternalObservations;
import dev.crossfire.spi.ExternalObservations.AlarmEvent;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveDescription.EvidenceBasis;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.RunFacts.FaultTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** No alarm begins while nothing is broken. */
public final class FalseAlarms implements ObjectiveKind<FalseAlarms.Settings> {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /**
     * The objective's settings.
     *
     * @param atMost how many alarms may begin while no fault is in effect
     * @param alarm a part of the names of those that count; null for all
     * @param margin for how long after a fault's end alarms may still begin; 30 s unless named
     */
    public record Settings(
            @Describe("the acceptable number of alarms that begin while no fault is in effect")
            int atMost,

            @Describe("a part of the names of the alarms that count; all by default") @Nullable
            String alarm,

            @Describe("how long after a fault's end alarms may still begin; 30s by default") @Nullable
            Duration margin)
            implements ObjectiveSettings {
        public Settings {
            if (atMost < 0) {
                throw new IllegalArgumentException("at-most: 0 or more");
            }
            margin = Objects.requireNonNullElse(margin, MARGIN);
        }

        @Override
        public Set<EvidenceSource> sources() {
            return Set.of(EvidenceSource.ALARMS);
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost, "alarms");
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("false-alarms", Settings.class)
                .summary("no alarm begins while no fault is in effect")
                .measures(
                        "alarms that began during the load while no fault was in effect, by the source that reported most")
                .inconclusiveWhen(
                        "no alarm source is configured, no source was verified to be reachable throughout, or an alarm that was received after a time out of reach may be a fault's")
                .example("false-alarms: { at-most: 0, margin: 30s }")
                .basedOn(EvidenceBasis.TIMES);
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        ExternalObservations observed = facts.observations();
        if (observed.sources().isEmpty()) {
            return Judgement.unmeasured(AlarmTimes.NO_SOURCE);
        }
        double end = ObjectiveWords.seconds(facts.plan().scenario().load().duration());
        List<FaultTimes> faults = facts.plan().faults().stream()
                .flatMap(fault -> Stream.ofNullable(facts.times(fault.spec().id())))
                .toList();
        List<AlarmEvent> unexplained = observed.alarms().stream()
                .filter(alarmEvent -> AlarmTimes.latest(alarmEvent) >= 0 && AlarmTimes.latest(alarmEvent) < end)
                .filter(alarmEvent -> AlarmTimes.isMeant(alarmEvent, settings.alarm()))
                .filter(alarmEvent -> faults.stream()
                        .noneMatch(fault -> explains(
                                fault, AlarmTimes.latest(alarmEvent), AlarmTimes.latest(alarmEvent), settings)))
                .toList();
        long most = most(unexplained.stream()
                .filter(alarmEvent -> AlarmTimes.earliest(alarmEvent, observed) >= 0)
                .filter(alarmEvent -> faults.stream()
                        .noneMatch(fault -> explains(
                                fault,
                                AlarmTimes.earliest(alarmEvent, observed),
                                AlarmTimes.latest(alarmEvent),
                                settings))));
        MeasuredFigure measured = new MeasuredFigure(most, null, null, "alarms");
        if (most > settings.atMost()) {
            String words =
                    FigureText.count(most) + (most == 1 ? " alarm" : " alarms") + " began while no fault was in effect";
            Optional<String> unseen = unseen(facts);
            return unseen.isEmpty()
                    ? new Judgement(measured, Outcome.FAIL, words)
                    : new Judgement(
                            measured,
                            Outcome.INCONCLUSIVE,
                            words + ", but it is not known whether " + unseen.get() + " took effect");
        }
        long perhaps = most(unexplained.stream());
        if (perhaps > settings.atMost()) {
            return new Judgement(
                    measured,
                    Outcome.INCONCLUSIVE,
                    FigureText.count(perhaps) + (perhaps == 1 ? " alarm" : " alarms")
                            + " may have begun while no fault was"
                            + " in effect, or before that: received when the source was reachable again");
        }
        boolean listened =
                observed.sources().stream().anyMatch(source -> source.proven() && AlarmTimes.hears(source, 0, end))
                        && observed.until() >= end;
        return listened && observed.problem() == null
                ? new Judgement(
                        measured,
                        Outcome.PASS,
                        most == 0
                                ? "no alarm began while no fault was in effect"
                                : most + " alarms began while no fault was in effect")
                : new Judgement(
                        measured,
                        Outcome.INCONCLUSIVE,
                        "no false alarm was received, but no alarm source was verified to be reachable");
    }

    /** A fault that may have been in effect without a probe that saw it. */
    private static Optional<String> unseen(RunFacts facts) {
        return facts.plan().faultsDisabled()
                ? Optional.empty()
                : facts.plan().faults().stream()
                        .map(fault -> fault.spec().id())
                        .filter(fault -> facts.times(fault) == null && !facts.wasNotInjected(fault))
                        .findFirst();
    }

    /** Alarms of the source with the most of them: an alarm that arrives by several sources counts once. */
    private static long most(Stream<AlarmEvent> alarms) {
        Map<String, Long> bySource = alarms.collect(Collectors.groupingBy(AlarmEvent::source, Collectors.counting()));
        return bySource.values().stream().mapToLong(count -> count).max().orElse(0);
    }

    /** Whether what began between two moments may have begun while a fault was in effect, or soon after. */
    private static boolean explains(FaultTimes fault, double earliest, double latest, Settings settings) {
        Duration margin = Objects.requireNonNullElse(settings.margin(), MARGIN);
        @Nullable Duration cleared = fault.cleared();
        return latest >= ObjectiveWords.seconds(fault.effectLow())
                && (cleared == null || earliest <= ObjectiveWords.seconds(cleared.plus(margin)));
    }
}
