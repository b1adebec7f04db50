package dev.crossfire.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * At whatever byte of its last line a writer stopped, the lines before it are read, and damage is reported with its
 * place.
 */
class CutLinesTest {
    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
    /** Characters of two, three and four bytes. */
    private static final String TEXT = "größer: 満員 😀";

    private static final int LINES = 3;

    @TempDir
    Path directory;

    /** How many values are read from a file. */
    private interface Counting {
        int of(Path file) throws IOException;
    }

    @Test
    void aJournalIsReadUpToItsLastWholeLine() throws IOException {
        cutEverywhere(journal(), file -> Journal.read(file).size());
    }

    @Test
    void aTableOfStringsIsReadUpToItsLastWholeLine() throws IOException {
        cutEverywhere(
                strings(), file -> LINES - (StringTable.read(file).text(LINES).equals("?" + LINES) ? 1 : 0));
    }

    @Test
    void observationsAreReadUpToTheLastWholeLine() throws IOException {
        cutEverywhere(observations(), file -> {
            List<Observation> read = new ArrayList<>();
            ObservationLog.reading(file).forEach(read::add);
            return read.size();
        });
    }

    @Test
    void aLedgerIsReadUpToItsLastWholeLine() throws IOException {
        Path held = directory.resolve(LedgerFiles.SYSTEM_FILE);
        try (JsonLineWriter lines = new JsonLineWriter(held)) {
            for (int i = 0; i < LINES; i++) {
                lines.write(new LedgerEntry.SystemRow(i + TEXT, TEXT, TEXT));
            }
        }
        cutEverywhere(held, file -> (int) new LedgerFiles(directory)
                .sorted(LedgerEntry.byWrite(true), entry -> {})
                .systemRows());
    }

    private static void cutEverywhere(Path file, Counting counting) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int last = start(whole, LINES - 1);
        assertThat(counting.of(file)).isEqualTo(LINES);
        for (int length = last; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            // Without its line's end, the last value is all there.
            int expected = length == whole.length - 1 ? LINES : LINES - 1;
            assertThat(counting.of(file)).as("%d bytes", length).isEqualTo(expected);
        }
    }

    @Test
    void aDamagedJournalIsReportedWithTheByte() throws IOException {
        Path file = journal();
        int at = damage(file);
        assertThatThrownBy(() -> Journal.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "journal.jsonl is damaged at byte " + at + ": the line there does not match its checksum");
    }

    @Test
    void aDamagedTableOfStringsIsReportedWithTheByte() throws IOException {
        Path file = strings();
        int at = damage(file);
        assertThatThrownBy(() -> StringTable.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "strings.jsonl is damaged at byte " + at + ": the line there does not match its checksum");
    }

    @Test
    void damagedObservationsAreReportedWithTheByteAndReadUpToIt() throws IOException {
        Path file = observations();
        int at = damage(file);
        List<Observation> read = new ArrayList<>();
        @Nullable String torn = ObservationLog.reading(file).forEach(read::add);
        assertThat(read).hasSize(1);
        assertThat(torn)
                .isEqualTo("observations.jsonl is damaged at byte " + at + ", and nothing from there on counts");
    }

    /** Breaks the second line within a character and returns the byte at which that line begins. */
    private static int damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int from = start(bytes, 1);
        byte[] character = "ß".getBytes(StandardCharsets.UTF_8);
        int broken = from;
        while (bytes[broken] != character[0] || bytes[broken + 1] != character[1]) {
            broken++;
        }
        bytes[broken + 1] = '-';
        Files.write(file, bytes);
        return from;
    }

    private static int start(byte[] bytes, int line) {
        int at = 0;
        for (int seen = 0; seen < line; at++) {
            seen += bytes[at] == '\n' ? 1 : 0;
        }
        return at;
    }

    private Path journal() throws IOException {
        Path file = directory.resolve("journal.jsonl");
        try (Journal journal = new Journal(file)) {
            for (int i = 0; i < LINES; i++) {
                journal.append(new JournalEvent.Aborted(AT, TEXT));
            }
        }
        return file;
    }

    private Path strings() throws IOException {
        Path file = directory.resolve("strings.jsonl");
        try (RequestWriter writer = new RequestWriter(directory.resolve("requests.bin"), file)) {
            for (int i = 0; i < LINES; i++) {
                writer.idOf(TEXT + i);
            }
        }
        return file;
    }

    private Path observations() throws IOException {
        Path file = directory.resolve("observations.jsonl");
        try (ObservationLog log = new ObservationLog(file)) {
            for (int i = 0; i < LINES; i++) {
                log.append(new Observation.Alarm(AT, "webhook", TEXT, true));
            }
        }
        return file;
    }
}
