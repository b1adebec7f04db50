package dev.crossfire.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnwrittenFileTest {
    private static final Path FILE = Path.of("runs", "x", "journal.jsonl");
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path directory;

    @Test
    void aFullDiskIsNamedByTheOperatingSystemsWords() {
        assertThat(UnwrittenFile.of(FILE, new IOException("No space left on device"), PLENTY))
                .hasMessage(FILE + " cannot be written: its disk is full (" + PLENTY + " bytes are free)");
        assertThat(UnwrittenFile.of(FILE, new FileSystemException("y", null, "Disk quota exceeded"), -1))
                .hasMessage(FILE + " cannot be written: its disk is full");
    }

    /** Where the operating system speaks another language. */
    @Test
    void aFullDiskIsNamedByItsFreeBytes() {
        assertThat(UnwrittenFile.of(FILE, new IOException("Kein Platz"), 512))
                .hasMessage(FILE + " cannot be written: its disk is full (512 bytes are free)");
    }

    @Test
    void anotherReasonIsPassedOn() {
        assertThat(UnwrittenFile.of(FILE, new IOException("Input/output error"), PLENTY))
                .hasMessage(FILE + " cannot be written: Input/output error");
    }

    @Test
    void aFileThatCannotBeReplacedIsNamed() throws IOException {
        Path file = directory.resolve("verdict.json");
        Files.createDirectories(file.resolve("in the way"));
        assertThatThrownBy(() -> AtomicFile.write(file, "{}"))
                .isInstanceOf(UnwrittenFile.class)
                .hasMessageStartingWith(file + " cannot be written: ");
    }

    @Test
    void linesThatCannotBeWrittenNameTheirFile() throws IOException {
        Path file = directory.resolve("observations.jsonl");
        JsonLineWriter lines = new JsonLineWriter(file);
        lines.close();
        lines.write(new Frame(1, Map.of()));
        assertThatThrownBy(lines::flush)
                .isInstanceOf(UnwrittenFile.class)
                .hasMessageStartingWith(file + " cannot be written: ");
    }
}
