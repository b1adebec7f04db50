package dev.crossfire.judge.traffic;

import dev.crossfire.evidence.RequestBins;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.spi.FigureText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds seconds in which a cohort was to send requests and none is recorded.
 *
 * <p>Planned users arrive whether the system answers or not, so silence among them comes from the recording or the
 * generator, never from the system. Silence to the end is a gap while others go on, or if the journal records that the
 * load ran to its end and every record of it is there. Otherwise the evidence just ends earlier.
 */
public final class RecordingGaps {
    /** Chance leaves out so many planned arrivals in a row once in ten thousand billion times. */
    private static final double UNLIKELY_MISSING = 30;

    private static final Duration BEAT = Duration.ofMillis(100);
    /** A generator may end its load a little before the plan does. */
    private static final Duration LEAST_AT_END = Duration.ofSeconds(5);

    private RecordingGaps() {}

    /**
     * The first gap of each planned cohort.
     *
     * @param whole whether every request that was recorded is there
     */
    public static Map<String, String> of(Timeline timeline, TrafficStatistics traffic, boolean whole) {
        Map<String, String> recordingGaps = new LinkedHashMap<>();
        Duration end = since(timeline, whole && timeline.complete() ? timeline.end() : traffic.lastSent());
        for (Cohort cohort : timeline.load().cohorts()) {
            @Nullable RequestBins starts = traffic.starts(cohort.name());
            if (starts != null) {
                Duration last = since(timeline, traffic.lastStart(cohort.name()));
                @Nullable String gap = gap(cohort, starts, last);
                gap = gap == null ? silence(cohort, since(timeline, traffic.lastSent(cohort.name())), end) : gap;
                if (gap != null) {
                    recordingGaps.put(cohort.name(), gap);
                }
            }
        }
        return recordingGaps;
    }

    private static Duration since(Timeline timeline, long moment) {
        return Duration.of(moment - timeline.zero(), ChronoUnit.MICROS);
    }

    private static @Nullable String gap(Cohort cohort, RequestBins starts, Duration last) {
        Duration silentFrom = Duration.ZERO;
        double missing = 0;
        for (Duration at = Duration.ZERO; at.compareTo(last) <= 0; at = at.plus(BEAT)) {
            if (starts.between(at, at.plus(BEAT)).requests() == 0) {
                missing += cohort.arrivals(at, at.plus(BEAT));
            } else {
                if (missing >= UNLIKELY_MISSING) {
                    return words(cohort.name(), silentFrom, at, missing);
                }
                silentFrom = at.plus(BEAT);
                missing = 0;
            }
        }
        return null;
    }

    private static @Nullable String silence(Cohort cohort, Duration from, Duration end) {
        double missing = end.minus(from).compareTo(LEAST_AT_END) < 0 ? 0 : cohort.arrivals(from, end);
        return missing >= UNLIKELY_MISSING ? words(cohort.name(), from, end, missing) : null;
    }

    private static double seconds(Duration duration) {
        return Micros.seconds(Micros.of(duration));
    }

    private static String words(String cohort, Duration from, Duration until, double missing) {
        return "the evidence has a gap: between " + FigureText.moment(seconds(from)) + " and "
                + FigureText.moment(seconds(until)) + " no request of " + cohort + " is recorded, though about "
                + Math.round(missing) + " were expected";
    }
}
