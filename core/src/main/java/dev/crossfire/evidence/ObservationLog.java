package dev.crossfire.evidence;

import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The file of what the external checks observed, one JSON line per observation; any thread may append. */
public final class ObservationLog implements Closeable {
    private final JsonLineWriter lines;
    private boolean closed;

    /**
     * Begins the file.
     *
     * @throws IOException when it exists or cannot be written
     */
    public ObservationLog(Path file) throws IOException {
        lines = new JsonLineWriter(file);
    }

    /** Appends an observation and hands it to the operating system; what comes after the end is left out. */
    public synchronized void append(Observation observation) throws IOException {
        if (!closed) {
            lines.write(observation);
            lines.flush();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        lines.close();
    }

    /** What was written into a file; nothing when there is none. */
    public static ObservationSource reading(Path file) {
        return to -> Files.exists(file) ? read(file, to) : null;
    }

    private static @Nullable String read(Path file, Consumer<Observation> to) throws IOException {
        try (JsonLines<Observation> lines = new JsonLines<>(file, Observation.class)) {
            for (Observation observation = lines.next(); observation != null; observation = lines.next()) {
                to.accept(observation);
            }
            @Nullable EvidenceDamage damage = lines.damage();
            return damage == null ? null : damage.text();
        }
    }
}
