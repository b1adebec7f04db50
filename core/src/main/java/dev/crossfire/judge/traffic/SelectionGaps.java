package dev.crossfire.judge.traffic;

import dev.crossfire.evidence.RequestBins;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource.SelectedCohort;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.spi.FigureText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds times in which users went on, but sent none of the requests that a cohort selects.
 *
 * <p>A missing selected request is no evidence that it would have been answered: users may leave because an earlier
 * request of their flow fails. Those who wait for an earlier request are counted as unhealthy elsewhere.
 */
final class SelectionGaps {
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(1);
    private static final Duration BEAT = Duration.ofMillis(100);
    /** A silence is more than so many times as long as the longest pause before any fault. */
    private static final int LONGER = 3;
    /** Users who send fewer requests at that time may have had no occasion. */
    private static final int FEWEST = 10;

    private final Map<String, SelectedCohort> cohorts;
    private final StringTable strings;
    private final Timeline timeline;
    private final Map<String, SentRequests> seen = new HashMap<>();
    private final Map<String, RequestBins> flows = new HashMap<>();

    /** What was sent of one cohort, and for what else its users waited. */
    private static final class SentRequests {
        private final RequestBins selected = new RequestBins();
        private final RequestBins waitsBegun = new RequestBins();
        private final RequestBins waitsEnded = new RequestBins();
    }

    SelectionGaps(Map<String, SelectedCohort> cohorts, StringTable strings, Timeline timeline) {
        this.cohorts = cohorts;
        this.strings = strings;
        this.timeline = timeline;
    }

    /** Adds a request that is evidence about the system. */
    void accept(RequestRecord request) {
        if (cohorts.isEmpty()) {
            return;
        }
        long start = request.intendedMicros() - timeline.zero();
        String cohort = strings.text(request.cohort());
        if (!request.isCopy()) {
            flows.computeIfAbsent(cohort, name -> new RequestBins()).add(start, true);
            return;
        }
        SentRequests of = seen.computeIfAbsent(cohort, name -> new SentRequests());
        if (request.isBlocking()) {
            of.waitsBegun.add(start, true);
            of.waitsEnded.add(timeline.endOf(request) - timeline.zero(), true);
        } else {
            of.selected.add(start, true);
        }
    }

    /**
     * Why a cohort cannot be judged, by cohort.
     *
     * @param firstEffect the earliest moment at which a fault may have taken effect, microseconds since the epoch
     * @param cycle how long a user of a cohort takes from one request to the next, in microseconds; 0 when not needed
     */
    Map<String, String> words(long firstEffect, ToLongFunction<String> cycle) {
        Map<String, String> words = new LinkedHashMap<>();
        cohorts.forEach((name, cohort) -> {
            @Nullable String unmatched = unmatched(name);
            if (unmatched != null) {
                words.put(name, unmatched);
            } else if (cohort.partial()) {
                Duration usual = Duration.of(cycle.applyAsLong(name), ChronoUnit.MICROS);
                silence(name, cohort, firstEffect, usual).ifPresent(found -> words.put(name, found));
            }
        });
        return words;
    }

    /** Why a cohort is empty; null when it selects nothing or is not empty. */
    @Nullable
    String unmatched(String name) {
        @Nullable SelectedCohort cohort = cohorts.get(name);
        return cohort == null || cohort.missing() == null ? null : name + " is empty: " + cohort.missing();
    }

    private Optional<String> silence(String name, SelectedCohort cohort, long firstEffect, Duration cycle) {
        @Nullable SentRequests of = seen.get(name);
        if (of == null) {
            return Optional.empty();
        }
        Duration end = since(timeline.end());
        Duration baselineEnd = firstEffect < timeline.end() ? since(firstEffect) : end;
        Duration usual = Duration.ZERO;
        Duration from = Duration.ZERO;
        boolean waited = false;
        for (Duration at = Duration.ZERO; at.compareTo(end) <= 0; at = at.plus(BEAT)) {
            boolean over = at.plus(BEAT).compareTo(end) > 0 || any(of.selected, at);
            Duration pause = at.minus(from);
            if (over && at.compareTo(baselineEnd) < 0) {
                usual = max(usual, pause);
            }
            // Users who were all delayed continue in step: each then takes a cycle of its own.
            Duration longest = max(max(SHORTEST_GAP, usual.multipliedBy(LONGER)), waited ? cycle : Duration.ZERO);
            boolean went = (over || any(of.waitsEnded, at)) && others(cohort, of, from, at) >= FEWEST;
            if (at.compareTo(baselineEnd) >= 0 && went && pause.compareTo(longest) > 0) {
                return Optional.of(words(name, cohort, from, at, others(cohort, of, from, at)));
            }
            if (over || (any(of.waitsEnded, at) && !went)) {
                waited = !over;
                from = at.plus(BEAT);
            }
        }
        return Optional.empty();
    }

    private static boolean any(RequestBins counts, Duration at) {
        return counts.between(at, at.plus(BEAT)).requests() > 0;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What users sent in a pause of the cohort and did not have to wait for. */
    private long others(SelectedCohort cohort, SentRequests of, Duration from, Duration until) {
        long sent = cohort.scenarios().stream()
                .map(scenario -> flows.getOrDefault(scenario, new RequestBins()))
                .mapToLong(flow -> flow.between(from, until).requests())
                .sum();
        return sent - of.waitsBegun.between(from, until).requests();
    }

    private static String words(String name, SelectedCohort cohort, Duration from, Duration until, long others) {
        return "from " + FigureText.seconds(from) + " to " + FigureText.seconds(until) + " no request of "
                + name
                + " was sent, though users of "
                + String.join(" and ", cohort.scenarios().stream().sorted().toList()) + " sent "
                + FigureText.count(others)
                + " others: whether it was healthy then cannot be determined";
    }

    private Duration since(long moment) {
        return Duration.of(moment - timeline.zero(), ChronoUnit.MICROS);
    }
}
