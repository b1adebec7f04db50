package dev.crossfire.series;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One run on a lab that is stopped once its fault has taken effect; an independent observer sees when users are
 * healthy.
 */
final class AbortTrial {
    private static final Duration EFFECTIVE_WITHIN = Duration.ofSeconds(90);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(20);
    /** A user who was served for so long is healthy. */
    private static final Duration SERVED = Duration.ofSeconds(3);

    private static final Duration GOOD_WITHIN = Duration.ofSeconds(1);
    private static final int DIRTY = 5;

    private final Path home;
    private final Path folder;
    private final BackgroundLab lab;
    private final LabWatch watch;
    private final Kinds kinds;
    private final Clock clock = Clock.systemUTC();
    private final List<String> problem = new ArrayList<>();

    AbortTrial(Path home, Path folder, BackgroundLab lab, LabWatch watch, Kinds kinds) {
        this.watch = watch;
        this.home = home;
        this.folder = folder;
        this.lab = lab;
        this.kinds = kinds;
    }

    /** Runs it; {@code hold} is how long the fault is left alone once it has taken effect. */
    AbortRow run(int number, String kind, AbortWay way, Duration hold, Path scenario) throws Exception {
        RunDirectory run = new RunDirectory(folder.resolve("run"), kinds);
        RunDirectory probed = new RunDirectory(Files.createDirectories(folder.resolve("probed")), kinds);
        @Nullable Duration ended;
        Instant asked;
        try (Victim victim = Victim.start(home, scenario, lab.name(), number + 1, run.path())) {
            awaitEffective(victim);
            try (Prober prober = new Prober(
                    URI.create(lab.ready().path("baseUrl").asText()),
                    probed,
                    "buyers",
                    "reserve",
                    BETWEEN_PROBES,
                    Prober.reservation())) {
                victim.hasEnded(hold);
                asked = clock.instant();
                way.ask(victim, home, folder, run.path());
                ended = victim.hasEnded(ENDED_WITHIN) ? Duration.between(asked, clock.instant()) : null;
                judge(victim, ended);
                awaitServed(asked);
                if (prober.count() == 0) {
                    problem.add("no request was sent");
                }
            }
            awaitNoProcess(victim);
        }
        List<JournalEvent> journal = run.journal();
        @Nullable String rebuilt = rebuilt(run, journal);
        left(run.plan());
        return new AbortRow(
                number,
                kind,
                way,
                hold,
                clear(journal, asked),
                healthy(probed, asked),
                ended,
                rebuilt,
                String.join("; ", problem));
    }

    private void awaitNoProcess(Victim victim) {
        try {
            Awaitility.await("no process is left").atMost(SERVED).until(() -> victim.family()
                    .isEmpty());
        } catch (ConditionTimeoutException left) {
            problem.add("processes are left: "
                    + victim.family().stream().map(ProcessHandle::pid).toList());
        }
    }

    private void awaitEffective(Victim victim) {
        Awaitility.await("the fault's effect")
                .atMost(EFFECTIVE_WITHIN)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> !victim.isAlive()
                        || victim.events().stream()
                                .anyMatch(event -> event instanceof JournalEvent.FaultEffective
                                        || event instanceof JournalEvent.FaultSkipped
                                        || event instanceof JournalEvent.FaultFailed));
    }

    private void judge(Victim victim, @Nullable Duration ended) throws IOException {
        if (victim.events().stream().noneMatch(JournalEvent.FaultEffective.class::isInstance)) {
            problem.add("the fault never took effect, see " + folder);
        }
        if (ended == null) {
            problem.add("the run did not end");
        } else if (victim.exitCode() == DIRTY) {
            problem.add("the run could not prove everything gone");
        }
    }

    /** Until every user can have been served for a while. */
    private void awaitServed(Instant asked) {
        Instant until = asked.plus(AbortRow.LIMIT).plus(SERVED);
        Awaitility.await("the observer's last look").atMost(ENDED_WITHIN).until(() -> clock.instant()
                .isAfter(until));
    }

    private void left(Plan plan) throws Exception {
        List<String> left = new ArrayList<>(watch.left());
        left.addAll(watch.paused());
        left.addAll(watch.unproven(plan));
        if (!left.isEmpty()) {
            problem.add("left: " + left);
            // What one trial leaves must not make those after it fail.
            Victim.crossfire(home, folder.resolve("recover.txt"), "recover", "--env", lab.name(), "--now")
                    .waitFor();
        }
    }

    /** The last word on each fault counts. */
    private @Nullable Duration clear(List<JournalEvent> journal, Instant asked) {
        List<JournalEvent.HealEnded> ends = journal.stream()
                .filter(JournalEvent.HealEnded.class::isInstance)
                .map(JournalEvent.HealEnded.class::cast)
                .toList();
        if (ends.isEmpty() || !ends.stream().allMatch(JournalEvent.HealEnded::proven)) {
            problem.add("the journal proves nothing");
            return null;
        }
        return ends.stream()
                .map(JournalEvent.HealEnded::at)
                .max(Comparator.naturalOrder())
                .map(at -> Duration.between(asked, at))
                .orElseThrow();
    }

    private @Nullable String rebuilt(RunDirectory run, List<JournalEvent> journal) throws IOException {
        Optional<JournalEvent.Rebuilding> rebuilding = journal.stream()
                .filter(JournalEvent.Rebuilding.class::isInstance)
                .map(JournalEvent.Rebuilding.class::cast)
                .findFirst();
        if (rebuilding.isEmpty()) {
            return null;
        }
        if (!Files.readString(run.path().resolve("report.html"))
                .contains(rebuilding.get().what())) {
            problem.add("the report does not say what was being rebuilt");
        }
        return rebuilding.get().what();
    }

    /** From when on every probe was answered correctly; null when the last were not. */
    private @Nullable Duration healthy(RunDirectory probed, Instant asked) throws IOException {
        long from = ChronoUnit.MICROS.between(Instant.EPOCH, asked);
        long[] lastBad = {Long.MIN_VALUE};
        long[] last = {Long.MIN_VALUE};
        probed.requests().forEach(request -> {
            last[0] = Math.max(last[0], request.intendedMicros());
            if (!isGood(request)) {
                lastBad[0] = Math.max(lastBad[0], request.intendedMicros());
            }
        });
        if (last[0] < Math.max(lastBad[0], from) + SERVED.toNanos() / 1000 / 2) {
            problem.add("users have not recovered");
            return null;
        }
        return lastBad[0] < from
                ? Duration.ZERO
                : Duration.of(lastBad[0] - from, ChronoUnit.MICROS).plus(BETWEEN_PROBES);
    }

    private static boolean isGood(RequestRecord request) {
        long micros = (long) request.lagMicros() + request.responseMicros();
        return (request.flags() & RequestRecord.FLAG_OK) != 0 && micros <= GOOD_WITHIN.toNanos() / 1000;
    }
}
