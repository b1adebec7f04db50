package dev.crossfire.lab.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What really happened in the lab: one JSON object a line, with wall-clock times in microseconds.
 *
 * <p>It exists so that tests can compare what was measured from outside with the truth.
 */
public final class TruthLog implements AutoCloseable {
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    // Not a channel: an interrupt of the writing thread would close it for all threads.
    private final OutputStream out;
    private final Clock clock;
    private boolean closed;

    private TruthLog(Path file, OutputStream out, Clock clock) {
        this.file = file;
        this.out = out;
        this.clock = clock;
    }

    /** Opens a log to be appended to. */
    public static TruthLog open(Path file, Clock clock) throws IOException {
        return new TruthLog(file, new FileOutputStream(file.toFile(), true), clock);
    }

    /** Returns where the log is. */
    public Path file() {
        return file;
    }

    /**
     * Writes that something happened just now.
     *
     * @param who the part it happened to
     * @param pid its process, if it has one
     * @param note further details; may be empty
     */
    public synchronized void write(TruthEvent what, String who, @Nullable Long pid, String note) {
        // Processes end, and report it, while the lab is closing its files.
        if (closed) {
            return;
        }
        try {
            out.write(line(clock.instant(), what, who, pid, note).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the truth log " + file, e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        out.close();
    }

    private static String line(Instant at, TruthEvent what, String who, @Nullable Long pid, String note)
            throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("at", MICROS.format(at));
            json.writeStringField("what", what.word());
            json.writeStringField("who", who);
            if (pid != null) {
                json.writeNumberField("pid", pid);
            }
            if (!note.isEmpty()) {
                json.writeStringField("note", note);
            }
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }
}
