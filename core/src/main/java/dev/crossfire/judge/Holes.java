package dev.crossfire.judge;

import dev.crossfire.evidence.Counts;
import dev.crossfire.model.Cohort;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds seconds in which a cohort was to send requests and none is recorded.
 *
 * <p>Planned users come whether the system answers or not, so silence among them is the recording's or the generator's,
 * never the system's. Silence to the end is not a hole: the evidence just ends earlier.
 */
final class Holes {
    /** Chance leaves out so many planned arrivals in a row once in ten thousand billion times. */
    private static final double MANY = 30;

    private static final Duration BEAT = Duration.ofMillis(100);

    private Holes() {}

    /** The first hole of each planned cohort, in words. */
    static Map<String, String> of(Timeline timeline, Survey survey) {
        Map<String, String> holes = new LinkedHashMap<>();
        for (Cohort cohort : timeline.load().cohorts()) {
            @Nullable Counts starts = survey.starts(cohort.name());
            if (starts != null) {
                Duration last = Duration.of(survey.lastStart(cohort.name()) - timeline.zero(), ChronoUnit.MICROS);
                @Nullable String hole = hole(cohort, starts, last);
                if (hole != null) {
                    holes.put(cohort.name(), hole);
                }
            }
        }
        return holes;
    }

    private static @Nullable String hole(Cohort cohort, Counts starts, Duration last) {
        Duration silentFrom = Duration.ZERO;
        double missing = 0;
        for (Duration at = Duration.ZERO; at.compareTo(last) <= 0; at = at.plus(BEAT)) {
            if (starts.between(at, at.plus(BEAT)).requests() == 0) {
                missing += cohort.arrivals(at, at.plus(BEAT));
            } else {
                if (missing >= MANY) {
                    return words(cohort.name(), silentFrom, at, missing);
                }
                silentFrom = at.plus(BEAT);
                missing = 0;
            }
        }
        return null;
    }

    private static String words(String cohort, Duration from, Duration until, double missing) {
        return "the evidence has a hole: between " + Micros.words(Micros.of(from)) + " and "
                + Micros.words(Micros.of(until)) + " no request of " + cohort + " is recorded, though about "
                + Math.round(missing) + " of them were to come";
    }
}
