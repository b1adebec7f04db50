package dev.crossfire.judge.observation;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.Observation;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.spi.ExternalObservations;
import dev.crossfire.spi.ExternalObservations.AlarmEvent;
import dev.crossfire.spi.ExternalObservations.AlarmSource;
import dev.crossfire.spi.ExternalObservations.Capacity;
import dev.crossfire.spi.ExternalObservations.SecondsInterval;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns recorded observations into the figures that objectives need. */
public final class ObservationReader {
    /** How many observations of one kind are kept: a day of them, once a second. */
    private static final int MOST_KEPT = 100_000;

    private final Timeline timeline;
    private final Map<String, SourceState> sourceStates = new LinkedHashMap<>();
    private final Map<String, FiringAlarm> firing = new LinkedHashMap<>();
    private final List<AlarmEvent> alarms = new ArrayList<>();
    private final Map<String, List<Capacity>> capacities = new LinkedHashMap<>();
    private final RequestCounterDeltas beats;
    private double until;
    private boolean tooMany;

    private ObservationReader(Timeline timeline) {
        this.timeline = timeline;
        this.beats = new RequestCounterDeltas(timeline);
    }

    public static ExternalObservations of(Evidence evidence, Timeline timeline) throws IOException {
        ObservationReader watching = new ObservationReader(timeline);
        @Nullable String torn = evidence.observations().forEach(watching::accept);
        return watching.watch(evidence, torn);
    }

    /** The alarms from one source. */
    private static final class SourceState {
        private boolean proven;
        private double unreachableSince = Double.NaN;
        private final List<SecondsInterval> unreachable = new ArrayList<>();
    }

    private void accept(Observation observation) {
        double at = seconds(observation.at());
        until = Math.max(until, at);
        if (observation instanceof Observation.Listening listening) {
            SourceState sourceState = sourceState(listening.source());
            sourceState.proven |= listening.proven();
            if (!Double.isNaN(sourceState.unreachableSince)) {
                sourceState.unreachable.add(new SecondsInterval(sourceState.unreachableSince, at));
                sourceState.unreachableSince = Double.NaN;
            }
        } else if (observation instanceof Observation.SourceUnreachable unreachable) {
            // A source of counts that fails shows by its missing counts.
            @Nullable SourceState sourceState = sourceStates.get(unreachable.source());
            if (sourceState != null && Double.isNaN(sourceState.unreachableSince)) {
                sourceState.unreachableSince = at;
            }
        } else if (observation instanceof Observation.Alarm alarm) {
            sourceState(alarm.source()).proven = true;
            alarm(alarm, at);
        } else if (observation instanceof Observation.Serving serving) {
            keep(
                    capacities.computeIfAbsent(serving.source(), source -> new ArrayList<>()),
                    new Capacity(at, serving.serving(), serving.known()));
        } else if (observation instanceof Observation.Requests requests) {
            tooMany |= !beats.count(at, requests.total());
        }
    }

    private void alarm(Observation.Alarm alarm, double at) {
        String key = alarm.source() + '\n' + alarm.alarm();
        if (alarm.firing()) {
            @Nullable Double began = alarm.began() == null ? null : (Double) seconds(alarm.began());
            firing.computeIfAbsent(key, newAlarm -> new FiringAlarm(alarm.source(), alarm.alarm(), at))
                    .begun(alarm.instance(), began);
        } else {
            @Nullable FiringAlarm begun = firing.get(key);
            if (begun != null && begun.isOver(alarm.instance())) {
                firing.remove(key);
                keep(alarms, begun.alarm(at));
            }
        }
    }

    /** An alarm of several instances lasts from the start of the first until the end of the last. */
    private static final class FiringAlarm {
        private static final String ONLY = "";

        private final String source;
        private final String alarm;
        private final double from;
        private final Set<String> instances = new HashSet<>();
        private @Nullable Double began;

        FiringAlarm(String source, String alarm, double from) {
            this.source = source;
            this.alarm = alarm;
            this.from = from;
        }

        void begun(@Nullable String instance, @Nullable Double reported) {
            instances.add(Objects.requireNonNullElse(instance, ONLY));
            if (reported != null && (began == null || reported < began)) {
                began = reported;
            }
        }

        boolean isOver(@Nullable String instance) {
            instances.remove(Objects.requireNonNullElse(instance, ONLY));
            return instances.isEmpty();
        }

        AlarmEvent alarm(@Nullable Double until) {
            return new AlarmEvent(source, alarm, from, until, began);
        }
    }

    private <T> void keep(List<T> kept, T one) {
        if (kept.size() < MOST_KEPT) {
            kept.add(one);
        } else {
            tooMany = true;
        }
    }

    private SourceState sourceState(String source) {
        return sourceStates.computeIfAbsent(source, name -> new SourceState());
    }

    private ExternalObservations watch(Evidence evidence, @Nullable String torn) throws IOException {
        List<AlarmSource> sources = new ArrayList<>();
        sourceStates.forEach((source, sourceState) -> {
            if (!Double.isNaN(sourceState.unreachableSince)) {
                sourceState.unreachable.add(
                        new SecondsInterval(sourceState.unreachableSince, Double.POSITIVE_INFINITY));
            }
            sources.add(new AlarmSource(source, sourceState.proven, sourceState.unreachable));
        });
        firing.values().forEach(alarmEvent -> keep(alarms, alarmEvent.alarm(null)));
        alarms.sort(Comparator.comparingDouble(AlarmEvent::from));
        List<Capacity> capacity = capacities.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        @Nullable String problem = tooMany ? "there were more external observations than can be kept" : torn;
        return new ExternalObservations(until, sources, alarms, capacity, beats.all(evidence), problem);
    }

    private double seconds(Instant at) {
        return Micros.seconds(Micros.of(Objects.requireNonNull(at)) - timeline.zero());
    }
}
