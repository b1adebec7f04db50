package dev.crossfire.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The journal of a run, one JSON line an event, each forced to disk before {@link #append} returns. */
public final class Journal implements Closeable {
    private final FileChannel channel;

    /**
     * Begins a journal.
     *
     * @throws IOException when it exists or cannot be written
     */
    public Journal(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            // Without this the file's name, and with it the journal, could be lost when the machine stops.
            directory.force(true);
        }
    }

    /** Writes an event and forces it to disk; events of several threads keep whole lines. */
    public synchronized void append(JournalEvent event) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((Json.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
    }

    /**
     * Reads a journal; a last line that was cut short is left out.
     *
     * @throws IOException when the file cannot be read or a line before the last is no event
     */
    public static List<JournalEvent> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        List<JournalEvent> events = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                events.add(Json.read(lines.get(i), JournalEvent.class));
            } catch (IOException unreadable) {
                if (i < lines.size() - 1) {
                    throw new IOException(
                            file + ":" + (i + 1) + ": found no journal event: " + lines.get(i), unreadable);
                }
            }
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
