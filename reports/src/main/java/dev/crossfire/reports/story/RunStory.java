package dev.crossfire.reports.story;

import dev.crossfire.evidence.CohortRequests;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.LedgerSource;
import dev.crossfire.evidence.ObservationLog;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.figures.CloseUp.Window;
import dev.crossfire.reports.figures.Figures;
import dev.crossfire.reports.figures.SystemFigures;
import dev.crossfire.reports.words.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of every report on a run: plan, evidence, verdict and what was counted for drawing.
 *
 * @param zero t = 0
 * @param end when load ended, after t = 0
 * @param system the results of external checks, in the bins of the timeline
 */
public record RunStory(
        Plan plan,
        Verdict verdict,
        Evidence evidence,
        StringTable strings,
        Instant zero,
        Duration end,
        Figures figures,
        SystemFigures system) {
    /**
     * Reads a run; evidence that a crash kept from being written counts as empty.
     *
     * @throws IOException when there is no plan or no verdict, or a file cannot be read
     */
    public static RunStory read(RunDirectory run) throws IOException {
        return LastStory.of(run, () -> {
            boolean recorded = Files.exists(run.requestsFile()) && Files.exists(run.stringsFile());
            return read(run, recorded ? run.requests() : RequestSource.NONE);
        });
    }

    /**
     * Reads a run for formats that show only the verdict's content; nothing is counted.
     *
     * @throws IOException as for {@link #read}
     */
    public static RunStory withoutRequests(RunDirectory run) throws IOException {
        return read(run, RequestSource.NONE);
    }

    private static RunStory read(RunDirectory run, RequestSource recorded) throws IOException {
        Plan plan = run.plan();
        RequestSource requests = CohortRequests.split(recorded, plan.scenario());
        Verdict verdict = run.verdict();
        List<JournalEvent> journal = Files.exists(run.journalFile()) ? run.journals() : List.of();
        Evidence evidence = new Evidence(
                plan, journal, requests, null, LedgerSource.NONE, ObservationLog.reading(run.observationsFile()));
        Instant zero = zero(evidence);
        Duration end = end(evidence, zero);
        List<Window> windows = CloseUpChoice.around(verdict, zero, end);
        Figures.Scope scope = new Figures.Scope(
                micros(Instant.EPOCH, zero),
                end.toNanos() / 1000,
                judgedEnd(evidence, end),
                windows,
                limits(plan, requests.strings()));
        Figures figures = Figures.count(requests, scope);
        SystemFigures system =
                SystemFigures.count(evidence.observations(), figures.timeline().bins(), scope.zeroMicros());
        return new RunStory(plan, verdict, evidence, requests.strings(), zero, end, figures, system);
    }

    /** A moment in seconds after t = 0. */
    public double seconds(Instant moment) {
        return micros(zero, moment) / 1e6;
    }

    /**
     * From the run's beginning to its end, as far as the journal records them; the load alone when it records neither.
     */
    public Duration lasted() {
        return lasted(evidence.journal()).orElse(end);
    }

    /** From a run's beginning to its end; empty when the journal does not record both. */
    public static Optional<Duration> lasted(List<JournalEvent> journal) {
        Optional<Instant> started = first(journal, JournalEvent.RunStarted.class);
        return first(journal, JournalEvent.RunEnded.class)
                .flatMap(ended -> started.map(start -> Duration.between(start, ended)));
    }

    private static Optional<Instant> first(List<JournalEvent> journal, Class<? extends JournalEvent> type) {
        return journal.stream().filter(type::isInstance).map(JournalEvent::at).findFirst();
    }

    private static Instant zero(Evidence evidence) throws IOException {
        List<JournalEvent.LoadStarted> started = evidence.events(JournalEvent.LoadStarted.class);
        if (!started.isEmpty()) {
            return started.get(0).zero();
        }
        // The journal was lost before load began; the first request is the next best zero.
        AtomicLong first = new AtomicLong(Long.MAX_VALUE);
        evidence.requests().forEach(request -> {
            if (request.isEvidence()) {
                first.accumulateAndGet(request.intendedMicros(), Math::min);
            }
        });
        if (first.get() < Long.MAX_VALUE) {
            return Instant.EPOCH.plus(first.get(), ChronoUnit.MICROS);
        }
        return evidence.journal().isEmpty()
                ? Instant.EPOCH
                : evidence.journal().get(0).at();
    }

    private static Duration end(Evidence evidence, Instant zero) {
        Duration planned = evidence.plan().scenario().load().duration();
        List<JournalEvent.LoadEnded> ended = evidence.events(JournalEvent.LoadEnded.class);
        Duration seen =
                ended.isEmpty() ? planned : Duration.between(zero, ended.get(0).at());
        // A clock that was set during the run must not widen the picture without bound.
        boolean plausible = seen.compareTo(Duration.ZERO) > 0
                && seen.compareTo(planned.multipliedBy(2).plusMinutes(10)) < 0;
        return plausible ? seen : planned;
    }

    /** The end of what the judge counts; what is drawn when load never started. */
    private static long judgedEnd(Evidence evidence, Duration drawn) {
        return Timeline.of(evidence)
                .map(timeline -> timeline.end() - timeline.zero())
                .orElse(drawn.toNanos() / 1000);
    }

    private static IntToLongFunction limits(Plan plan, StringTable strings) {
        Map<Integer, Long> limits = plan.scenario().healthy().entrySet().stream()
                .filter(entry -> strings.idOf(entry.getKey()) > 0)
                .collect(Collectors.toMap(
                        entry -> strings.idOf(entry.getKey()),
                        entry -> entry.getValue().within().toNanos() / 1000));
        return cohort -> limits.getOrDefault(cohort, Long.MAX_VALUE);
    }

    private static long micros(Instant from, Instant to) {
        return ChronoUnit.MICROS.between(from, to);
    }

    /**
     * A cohort that is drawn.
     *
     * @param name as it is shown
     * @param id in the string table
     * @param healthy null when the scenario has no rule for it
     */
    public record DrawnCohort(String name, int id, @Nullable HealthCriteria healthy) {
        private static final int LONGEST_NAME = 40;

        /** The cohorts to draw: the plan's in the plan's order, then others by name. */
        public static List<DrawnCohort> of(RunStory story) {
            List<String> planned = story.plan().scenario().load().cohorts().stream()
                    .map(cohort -> cohort.name())
                    .toList();
            Stream<String> seen = story.figures().timeline().ids().stream()
                    .map(id -> story.strings().text(id));
            return seen.sorted(Comparator.comparingInt((String name) -> place(planned, name))
                            .thenComparing(Comparator.naturalOrder()))
                    .map(name -> new DrawnCohort(
                            Redactor.text(name, LONGEST_NAME),
                            idOf(story, name),
                            story.plan().scenario().healthy().get(name)))
                    .toList();
        }

        /** L in milliseconds; null when there is none. */
        public @Nullable Double withinMillis() {
            return healthy == null ? null : healthy.within().toNanos() / 1e6;
        }

        private static int place(List<String> planned, String name) {
            int place = planned.indexOf(name);
            return place < 0 ? planned.size() : place;
        }

        private static int idOf(RunStory story, String name) {
            return story.figures().timeline().ids().stream()
                    .filter(id -> story.strings().text(id).equals(name))
                    .findFirst()
                    .orElse(0);
        }
    }
}
