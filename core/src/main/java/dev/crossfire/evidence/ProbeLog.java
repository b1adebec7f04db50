package dev.crossfire.evidence;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The file of what was seen from outside, one JSON line a probe; any thread may append. */
public final class ProbeLog implements Closeable {
    private final LineFile lines;
    private boolean closed;

    /**
     * Begins the file.
     *
     * @throws IOException when it exists or cannot be written
     */
    public ProbeLog(Path file) throws IOException {
        lines = new LineFile(file);
    }

    /** Appends a probe and hands it to the operating system; what comes after the end is left out. */
    public synchronized void append(Probe probe) throws IOException {
        if (!closed) {
            lines.write(probe);
            lines.flush();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        lines.close();
    }

    /** What was written into a file; nothing when there is none. */
    public static ProbeSource reading(Path file) {
        return to -> Files.exists(file) ? read(file, to) : null;
    }

    private static @Nullable String read(Path file, Consumer<Probe> to) throws IOException {
        long at = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Probe probe;
                try {
                    probe = Json.read(line, Probe.class);
                } catch (IOException torn) {
                    return file.getFileName() + " stops making sense at byte " + at;
                }
                to.accept(probe);
                at += line.getBytes(StandardCharsets.UTF_8).length + 1;
            }
        }
        return null;
    }
}
