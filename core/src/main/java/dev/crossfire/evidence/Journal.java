package dev.crossfire.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The journal of a run, one JSON line with its checksum an event, each forced to disk before {@link #append} returns.
 *
 * <p>Not a channel: those close themselves when a thread that uses them is interrupted, and interrupting is how a run is
 * stopped.
 */
public final class Journal implements Closeable {
    private final Path path;
    private final RandomAccessFile file;
    private long length;
    private int checksum;

    /**
     * Begins a journal.
     *
     * @throws IOException when it exists or cannot be written
     */
    public Journal(Path path) throws IOException {
        this.path = path;
        Files.createFile(path);
        file = new RandomAccessFile(path.toFile(), "rw");
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            // Without this the file's name, and with it the journal, could be lost when the machine stops.
            directory.force(true);
        }
    }

    /**
     * Writes an event and forces it to disk; events of several threads keep whole lines.
     *
     * @throws IOException when it cannot; a partly written line is removed as far as that is possible
     */
    public synchronized void append(JournalEvent event) throws IOException {
        byte[] line = Checksum.line(Json.line(event), checksum);
        try {
            file.seek(length);
            file.write(line);
            file.getFD().sync();
            length += line.length;
            checksum = Checksum.ofLine(line, line.length - 1);
        } catch (IOException unwritable) {
            takeBack(unwritable);
            throw UnwrittenFile.of(path, unwritable);
        }
    }

    private void takeBack(IOException unwritable) {
        try {
            file.setLength(length);
        } catch (IOException stuck) {
            unwritable.addSuppressed(stuck);
        }
    }

    /**
     * Reads a journal; a last line that was cut short is left out.
     *
     * @throws IOException when the file cannot be read or a line is damaged
     */
    public static List<JournalEvent> read(Path file) throws IOException {
        return JsonLines.readAll(file, JournalEvent.class);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
