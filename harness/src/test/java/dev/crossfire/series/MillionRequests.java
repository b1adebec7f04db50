package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Makes a run of a million requests out of a real one, to be judged and reported by the clock.
 *
 * <p>Every request stands there as often as it takes, a few microseconds apart. Settings: {@code crossfire.from} a run's
 * folder, {@code crossfire.to} a folder that is not there yet, {@code crossfire.requests} how many, a million unless said.
 */
class MillionRequests {
    private static final int WANTED = Integer.getInteger("crossfire.requests", 1_000_000);

    @Test
    void aRunIsMultiplied() throws IOException {
        Kinds kinds = Kinds.load();
        RunDirectory from = new RunDirectory(Path.of(System.getProperty("crossfire.from")), kinds);
        RunDirectory to = new RunDirectory(Path.of(System.getProperty("crossfire.to")), kinds);
        Files.createDirectories(to.path());
        Files.copy(from.planFile(), to.planFile());
        Files.copy(from.journalFile(), to.journalFile());
        RequestSource requests = from.requests();
        int copies = (int)
                Math.ceil((double) WANTED / requests.forEach(request -> {}).records());
        try (RequestWriter writer = new RequestWriter(to.requestsFile(), to.stringsFile())) {
            requests.forEach(request -> {
                for (int i = 0; i < copies; i++) {
                    write(writer, requests, request, i);
                }
            });
        }
        assertThat(to.requests().forEach(request -> {}).records()).isGreaterThanOrEqualTo(WANTED);
    }

    private static void write(RequestWriter writer, RequestSource from, RequestRecord request, int copy) {
        try {
            writer.write(new RequestRecord(
                    request.intendedMicros() + copy,
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
