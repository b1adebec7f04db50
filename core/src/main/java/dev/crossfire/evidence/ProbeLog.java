package dev.crossfire.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The file of what was seen from outside, one JSON line a probe; any thread may append. */
public final class ProbeLog implements Closeable {
    private final JsonLineWriter lines;
    private boolean closed;

    /**
     * Begins the file.
     *
     * @throws IOException when it exists or cannot be written
     */
    public ProbeLog(Path file) throws IOException {
        lines = new JsonLineWriter(file);
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
        try (JsonLines<Probe> lines = new JsonLines<>(file, Probe.class)) {
            for (Probe probe = lines.next(); probe != null; probe = lines.next()) {
                to.accept(probe);
            }
            return lines.torn();
        }
    }
}
