package dev.crossfire.judge.traffic;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.judge.load.ArrivalCounts;
import dev.crossfire.judge.load.LoadComparison;
import dev.crossfire.judge.load.RequestComparison;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.LoadFigures.LoadDifference;
import dev.crossfire.model.verdict.LoadFigures.LoadFinding;
import dev.crossfire.spi.FigureText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the sent load with the planned one, and lists the objectives that remain without an answer.
 *
 * @param figures of every cohort that was planned or seen
 * @param notes what a reader should know although no outcome depends on it
 */
public record SentLoad(List<LoadFigures> figures, List<String> notes) {
    /** An unplanned cohort that sends less than this share of all requests changes no other cohort's load. */
    private static final double LITTLE = 0.1;

    private static final Duration MOST_EARLY = Duration.ofSeconds(5);

    /**
     * Compares.
     *
     * @param gaps cohorts of whose requests some were not recorded, so that nothing can be compared
     * @param whole whether every request that was recorded is there
     */
    public static SentLoad of(
            Evidence evidence,
            Timeline timeline,
            TrafficStatistics traffic,
            Map<String, ArrivalCounts> sent,
            Map<String, String> gaps,
            boolean whole) {
        List<LoadFigures> figures = new ArrayList<>();
        Duration until = since(timeline, comparedUntil(timeline, traffic));
        Duration untouched = firstEffect(timeline, until);
        List<Cohort> planned = timeline.load().cohorts();
        for (Cohort cohort : planned) {
            @Nullable ArrivalCounts counts = sent.get(cohort.name());
            if (!whole || (gaps.containsKey(cohort.name()) && !fellSilent(timeline, traffic, cohort))) {
                figures.add(uncompared(cohort, counts, until));
            } else if (counts == null) {
                figures.add(absent(cohort, until, sent.keySet()));
            } else if (counts.arrivalsKnown()) {
                figures.add(LoadComparison.of(cohort, counts, until, timeline.complete()));
            } else {
                figures.add(RequestComparison.of(cohort, counts, until, untouched));
            }
        }
        sent.forEach((cohort, counts) -> {
            if (planned.stream().noneMatch(one -> one.name().equals(cohort))) {
                figures.add(undeclared(cohort, counts, planned, until));
            }
        });
        return new SentLoad(List.copyOf(figures), notes(evidence, timeline, figures));
    }

    /** Whether the silence of a cohort lasts to the end of the load, in a run of which everything was recorded. */
    private static boolean fellSilent(Timeline timeline, TrafficStatistics traffic, Cohort cohort) {
        Duration silence = since(timeline, timeline.end()).minus(since(timeline, traffic.lastSent(cohort.name())));
        return timeline.complete() && silence.compareTo(MOST_EARLY) > 0;
    }

    /** What is not over when a run breaks off has left no record. */
    private static long comparedUntil(Timeline timeline, TrafficStatistics traffic) {
        return timeline.complete()
                ? timeline.end()
                : Math.max(timeline.zero(), Math.min(timeline.end(), traffic.lastSent()) - traffic.lateness());
    }

    private static Duration firstEffect(Timeline timeline, Duration until) {
        return timeline.effectiveFaults().stream()
                .map(fault -> since(timeline, fault.effectiveLow()))
                .filter(effect -> effect.compareTo(until) < 0)
                .findFirst()
                .orElse(until);
    }

    private static Duration since(Timeline timeline, long moment) {
        return Duration.of(moment - timeline.zero(), ChronoUnit.MICROS);
    }

    private static LoadFigures uncompared(Cohort cohort, @Nullable ArrivalCounts counts, Duration until) {
        return new LoadFigures(
                cohort.name(),
                Math.round(cohort.arrivals(Duration.ZERO, until)),
                counts == null ? 0 : counts.total(),
                counts != null && counts.arrivalsKnown(),
                null,
                List.of());
    }

    private static LoadFigures absent(Cohort cohort, Duration until, Set<String> seen) {
        double planned = cohort.arrivals(Duration.ZERO, until);
        String others =
                seen.isEmpty() ? "no other cohort appeared" : "cohorts that appeared: " + String.join(", ", seen);
        double rate = until.isZero() ? 0 : planned / Micros.seconds(Micros.of(until));
        LoadFinding finding = new LoadFinding(
                LoadDifference.NEVER_APPEARED,
                0,
                Micros.seconds(Micros.of(until)),
                rate,
                0,
                "the cohort never appeared; " + others);
        boolean expected = planned >= 1;
        return new LoadFigures(
                cohort.name(),
                Math.round(planned),
                0,
                false,
                expected ? false : null,
                expected ? List.of(finding) : List.of());
    }

    private static LoadFigures undeclared(String cohort, ArrivalCounts counts, List<Cohort> planned, Duration until) {
        if (planned.isEmpty()) {
            return new LoadFigures(cohort, null, counts.total(), counts.arrivalsKnown(), null, List.of());
        }
        double seconds = Micros.seconds(Micros.of(until));
        String names = planned.stream().map(Cohort::name).collect(Collectors.joining(", "));
        LoadFinding finding = new LoadFinding(
                LoadDifference.NOT_DECLARED,
                0,
                seconds,
                null,
                seconds <= 0 ? 0 : counts.total() / seconds,
                "the scenario does not declare the cohort; it declares " + names);
        return new LoadFigures(cohort, null, counts.total(), counts.arrivalsKnown(), false, List.of(finding));
    }

    private static List<String> notes(Evidence evidence, Timeline timeline, List<LoadFigures> figures) {
        List<String> notes = new ArrayList<>();
        for (LoadFigures one : figures) {
            if (one.planned() != null
                    && !one.arrivalsKnown()
                    && one.sent() > 0
                    && one.findings().isEmpty()) {
                notes.add("when users of " + one.cohort() + " arrived is not known, so whether their load was as"
                        + " planned cannot be determined");
            }
        }
        if (timeline.load().cohorts().isEmpty()) {
            endedEarly(evidence, timeline).ifPresent(notes::add);
        }
        return List.copyOf(notes);
    }

    private static Optional<String> endedEarly(Evidence evidence, Timeline timeline) {
        return evidence.events(JournalEvent.LoadEnded.class).stream()
                .map(JournalEvent.LoadEnded::at)
                .max(Comparator.<Instant>naturalOrder())
                .map(Micros::of)
                .filter(ended -> timeline.complete() && ended < timeline.end() - Micros.of(MOST_EARLY))
                .map(ended -> "the load ended " + FigureText.moment(Micros.seconds(ended - timeline.zero()))
                        + " after t = 0, and was to last "
                        + FigureText.written(Micros.duration(timeline.end() - timeline.zero())));
    }

    /** The cohorts whose silence is the load's, so that it is no gap in the evidence. */
    public boolean endedEarly(String cohort) {
        return of(cohort).stream().anyMatch(finding -> finding.difference() == LoadDifference.ENDED_EARLY);
    }

    /** Why an objective has no answer; null when the load is no reason. */
    @Nullable
    public String voids(ObjectiveSettings settings) {
        @Nullable String of = settings.cohort();
        boolean ofFault = settings.fault() != null || settings.phase().fault() != null;
        boolean ofSpike = settings.fault() == null && settings.phase().phase() == Phase.SPIKE;
        return differing()
                .filter(one -> of == null
                        || one.cohort().equals(of)
                        || (ofFault && one.planned() != null)
                        || (ofSpike && spikeDiffers(one)))
                // Its own cohort's load is the nearest reason.
                .min(Comparator.comparing(one -> !one.cohort().equals(of)))
                .map(SentLoad::words)
                .orElse(null);
    }

    /** Why a planned cohort could not be measured while others could; null when it could. */
    @Nullable
    public String absent(@Nullable String cohort) {
        return differing()
                .filter(one -> one.cohort().equals(cohort) && one.sent() == 0)
                .filter(one -> figures.stream().anyMatch(other -> other.sent() > 0))
                .findFirst()
                .map(SentLoad::words)
                .orElse(null);
    }

    /** Whether some cohort's spike was not as planned, so that there is no phase of that name. */
    public boolean spikesDiffer() {
        return figures.stream().anyMatch(SentLoad::spikeDiffers);
    }

    /** Every difference on which answers rest, a sentence for each cohort. */
    public List<String> differences() {
        return differing().map(SentLoad::words).toList();
    }

    /** Further notes. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(notes);
        figures.stream()
                .filter(one -> Boolean.FALSE.equals(one.asPlanned()) && !matters(one))
                .map(SentLoad::words)
                .forEach(remarks::add);
        return List.copyOf(remarks);
    }

    private Stream<LoadFigures> differing() {
        return figures.stream().filter(one -> Boolean.FALSE.equals(one.asPlanned()) && matters(one));
    }

    private boolean matters(LoadFigures one) {
        long planned = figures.stream()
                .map(LoadFigures::planned)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        return one.planned() != null || one.sent() > LITTLE * planned;
    }

    private List<LoadFinding> of(String cohort) {
        return figures.stream()
                .filter(one -> one.cohort().equals(cohort))
                .flatMap(one -> one.findings().stream())
                .toList();
    }

    private static boolean spikeDiffers(LoadFigures one) {
        return one.findings().stream()
                .anyMatch(finding ->
                        finding.difference().ofSpike() || finding.difference() == LoadDifference.NEVER_APPEARED);
    }

    private static String words(LoadFigures one) {
        return "the load of " + one.cohort() + " was not as planned: "
                + one.findings().stream().map(LoadFinding::why).collect(Collectors.joining("; "));
    }
}
