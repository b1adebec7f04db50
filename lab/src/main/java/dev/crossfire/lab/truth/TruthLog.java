package dev.crossfire.lab.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.crossfire.lab.cache.PrivateFile;
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
import java.util.Locale;
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
        return new TruthLog(
                file, new FileOutputStream(PrivateFile.createIfMissing(file).toFile(), true), clock);
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

    /** The kinds of entries in the truth log. */
    public enum TruthEvent {
        /** A process was started. */
        STARTED,
        /** A process could not be started. */
        NOT_STARTED,
        /** A part does its work for the first time since its start. */
        READY,
        /** The lab killed a process, on command. */
        KILLED,
        /** The lab requested a process to end, with SIGTERM. */
        TERMINATED,
        /** The lab stopped a process where it is, on command. */
        PAUSED,
        /** A paused process was resumed. */
        RESUMED,
        /** A process has ended, for whatever reason. */
        DIED,
        /** A probe of the writer failed. */
        MISSED,
        /** A probe of the writer succeeded after failures below the threshold. */
        ANSWERED,
        /** The detector declares a server dead. */
        DECLARED_DEAD,
        /** Every process of the old writer is proven to have ended. */
        FENCED,
        /** The reader is the writer now. */
        PROMOTED,
        /** The database endpoint leads to the new writer. */
        REPOINTED,
        /** The writer is restarted in its place. */
        RESTARTED,
        /** The writer goes on without its reader. */
        ALONE,
        /** A new reader is being made. */
        REBUILDING,
        /** A new reader could not be made; it is tried again. */
        NOT_REBUILT,
        /** The reader streams, and commits wait for it if they must. */
        REDUNDANT,
        /** A step of a failover failed; it is tried again. */
        FAILED;

        /** Returns the event's name in the log. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
