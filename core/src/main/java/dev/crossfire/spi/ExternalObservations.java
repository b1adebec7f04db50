package dev.crossfire.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What those saw who looked at the system from outside, beside its users; all times in seconds after t = 0.
 *
 * @param until when they stopped looking
 * @param sources who listened for alarms
 * @param alarms alarms, as each source told them, by when they began
 * @param capacity how many replicas served, a look each, as the source told that told most
 * @param beats how many requests users sent and how many reached the system, a stretch each
 * @param problem why something may be missing, in words; null when nothing is
 */
public record ExternalObservations(
        double until,
        List<AlarmSource> sources,
        List<AlarmEvent> alarms,
        List<Capacity> capacity,
        List<RequestCounterDelta> beats,
        @Nullable String problem) {
    /** Nobody looked. */
    public static final ExternalObservations NONE =
            new ExternalObservations(0, List.of(), List.of(), List.of(), List.of(), null);

    public ExternalObservations {
        sources = List.copyOf(sources);
        alarms = List.copyOf(alarms);
        capacity = List.copyOf(capacity);
        beats = List.copyOf(beats);
    }

    /**
     * A source of alarms.
     *
     * @param proven whether anything was ever heard from it: silence of one that was not is no evidence of peace
     * @param deaf when it could not be heard
     */
    public record AlarmSource(String source, boolean proven, List<Interval> deaf) {
        public AlarmSource {
            deaf = List.copyOf(deaf);
        }
    }

    /** A stretch of time. */
    public record Interval(double from, double until) {}

    /**
     * An alarm.
     *
     * @param from when it was first heard
     * @param until when it was told to be over; null when it was not
     * @param began when it began by its sender's own word and clock; null where nobody says
     */
    public record AlarmEvent(
            String source,
            String alarm,
            double from,
            @Nullable Double until,
            @Nullable Double began) {}

    /** A look at the replicas. */
    public record Capacity(double at, int serving, int known) {}

    /** Requests between two looks at the system's counter. */
    public record RequestCounterDelta(double from, double until, double sent, double reached) {}
}
