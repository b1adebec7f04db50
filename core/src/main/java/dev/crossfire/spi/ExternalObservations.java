package dev.crossfire.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the external checks observed; all times in seconds after t = 0.
 *
 * @param until when they stopped
 * @param sources the sources of alarms
 * @param alarms alarms, as each source reported them, by when they began
 * @param capacity how many replicas served, one entry an observation, from the source that reported most
 * @param requestCounterDeltas how many requests users sent and how many reached the system, by interval
 * @param problem why something may be missing; null when nothing is
 */
public record ExternalObservations(
        double until,
        List<AlarmSource> sources,
        List<AlarmEvent> alarms,
        List<Capacity> capacity,
        List<RequestCounterDelta> requestCounterDeltas,
        @Nullable String problem) {
    /** No external checks. */
    public static final ExternalObservations NONE =
            new ExternalObservations(0, List.of(), List.of(), List.of(), List.of(), null);

    public ExternalObservations {
        sources = List.copyOf(sources);
        alarms = List.copyOf(alarms);
        capacity = List.copyOf(capacity);
        requestCounterDeltas = List.copyOf(requestCounterDeltas);
    }

    /**
     * A source of alarms.
     *
     * @param proven whether any alarm ever came from it: silence of one without is no evidence
     * @param unreachable when it could not be reached
     */
    public record AlarmSource(String source, boolean proven, List<SecondsInterval> unreachable) {
        public AlarmSource {
            unreachable = List.copyOf(unreachable);
        }
    }

    /** An interval of time, in seconds after t = 0. */
    public record SecondsInterval(double from, double until) {}

    /**
     * An alarm.
     *
     * @param from when it was first recorded
     * @param until when its source reported its end; null when it did not
     * @param began the start that the sender reports, by its own clock; null where it reports none
     */
    public record AlarmEvent(
            String source,
            String alarm,
            double from,
            @Nullable Double until,
            @Nullable Double began) {}

    /** An observation of the replicas. */
    public record Capacity(double at, int serving, int known) {}

    /** Requests between two readings of the system's counter. */
    public record RequestCounterDelta(double from, double until, double sent, double reached) {}
}
