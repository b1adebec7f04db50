package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Manifest;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Load;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Makes a run of a million requests, or of several, out of a real one, to be judged and reported by the clock.
 *
 * <p>Every request stands there as often as it takes to make a million in the time of the run, and its good ones once
 * more for every further million, each in a period of its own after the one before. Settings: {@code crossfire.from} a
 * run's folder, {@code crossfire.to} a folder that is not there yet, {@code crossfire.millions} how many, 1 by default.
 */
class MillionRequests {
    private static final int MILLION = 1_000_000;
    private static final int APART_MICROS = 97;
    private static final int QUICK_MICROS = 400_000;

    private final int millions = Integer.getInteger("crossfire.millions", 1);
    private final Kinds kinds = Kinds.load();

    @Test
    void aRunIsMultiplied() throws IOException {
        RunDirectory from = new RunDirectory(Path.of(System.getProperty("crossfire.from")), kinds);
        RunDirectory to = new RunDirectory(Path.of(System.getProperty("crossfire.to")), kinds);
        Files.createDirectories(to.path());
        Duration period = from.plan().scenario().load().duration().plusSeconds(1);
        Duration longer = period.multipliedBy(millions - 1L);
        to.write(lengthened(from.plan(), longer));
        try (Journal journal = new Journal(to.journalFile())) {
            for (JournalEvent event : from.journal()) {
                journal.append(delayed(event, longer));
            }
        }
        RequestSource requests = from.requests();
        long real = requests.forEach(request -> {}).records();
        int copies = (int) Math.ceil((double) MILLION / real);
        try (RequestWriter writer = new RequestWriter(to.requestsFile(), to.stringsFile())) {
            for (int i = 0; i < millions; i++) {
                write(writer, requests, copies, period.multipliedBy(i));
            }
        }
        Manifest.write(to, from.plan().run());
        assertThat(to.requests().forEach(request -> {}).records()).isGreaterThan(MILLION * 9L / 10 * millions);
    }

    private static Plan lengthened(Plan plan, Duration by) {
        Scenario one = plan.scenario();
        Load load = one.load();
        Load longer = new Load(
                load.simulation(),
                load.parameters(),
                load.warmUp(),
                load.duration().plus(by),
                load.cohorts());
        Scenario scenario = new Scenario(
                one.name(),
                one.title(),
                longer,
                one.healthy(),
                one.steadyState(),
                one.faults(),
                one.pick(),
                one.abortWhen(),
                one.objectives());
        return new Plan(
                plan.schema(),
                plan.run(),
                scenario,
                plan.environment(),
                plan.baseUrl(),
                plan.seed(),
                plan.faultsDisabled(),
                plan.faults(),
                plan.blastRadius(),
                plan.costDollars(),
                plan.origins(),
                plan.versions(),
                plan.warnings());
    }

    private static JournalEvent delayed(JournalEvent event, Duration by) {
        if (event instanceof JournalEvent.LoadEnded ended) {
            return new JournalEvent.LoadEnded(ended.at().plus(by), ended.requests(), ended.problem());
        }
        return event instanceof JournalEvent.RunEnded ended
                ? new JournalEvent.RunEnded(ended.at().plus(by))
                : event;
    }

    private static void write(RequestWriter writer, RequestSource from, int copies, Duration later) throws IOException {
        try {
            from.forEach(request -> {
                boolean good = request.isEvidence() && request.ok() && request.latencyMicros() < QUICK_MICROS;
                for (int i = 0; i < copies && (good || later.isZero()); i++) {
                    write(writer, from, request, later.toNanos() / 1000 + (long) i * APART_MICROS);
                }
            });
        } catch (UncheckedIOException unwritable) {
            throw unwritable.getCause();
        }
    }

    private static void write(RequestWriter writer, RequestSource from, RequestRecord request, long later) {
        try {
            writer.write(new RequestRecord(
                    request.intendedMicros() + later,
                    request.lagMicros(),
                    request.responseMicros(),
                    writer.idOf(from.strings().text(request.cohort())),
                    writer.idOf(from.strings().text(request.name())),
                    request.status(),
                    request.flags(),
                    request.error() == 0 ? 0 : writer.idOf(from.strings().text(request.error()))));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
