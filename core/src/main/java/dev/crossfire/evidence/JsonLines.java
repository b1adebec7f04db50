package dev.crossfire.evidence;

import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage.DamageKind;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of JSON lines up to the first that does not match its checksum.
 *
 * <p>Lines are separated before they are decoded, because a crash may cut the last one within a character. A last line
 * without its line end was cut; any other that does not match is damaged.
 */
public final class JsonLines<T> implements Closeable {
    private static final int BUFFER = 1 << 16;
    /** No writer makes a line as long as this; only damage does. */
    private static final int LONGEST_LINE = 1 << 24;

    private final Path file;
    private final Class<T> type;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int until;
    private long at;
    private int checksum;
    private boolean terminated = true;
    private @Nullable EvidenceDamage damage;

    /** Opens a file whose every line is one value of a type. */
    public JsonLines(Path file, Class<T> type) throws IOException {
        this.file = file;
        this.type = type;
        in = Files.newInputStream(file);
    }

    /**
     * Reads a whole file; a last line that was cut is left out.
     *
     * @throws IOException with the file and the byte when a line is damaged
     */
    public static <T> List<T> readAll(Path file, Class<T> type) throws IOException {
        List<T> all = new ArrayList<>();
        try (JsonLines<T> lines = new JsonLines<>(file, type)) {
            for (T one = lines.next(); one != null; one = lines.next()) {
                all.add(one);
            }
            lines.requireAllButTheLast();
        }
        return all;
    }

    /**
     * The object on the first line, as text; empty when there is no whole line.
     *
     * @throws IOException when the line is damaged
     */
    public static Optional<String> first(Path file) throws IOException {
        try (JsonLines<Object> lines = new JsonLines<>(file, Object.class)) {
            byte @Nullable [] line = lines.line();
            if (line == null || !lines.terminated) {
                return Optional.empty();
            }
            if (!Checksum.holds(line, 0)) {
                throw new IOException(file + " is damaged at byte 0: the line there does not match its checksum");
            }
            return Optional.of(new String(Checksum.json(line), StandardCharsets.UTF_8));
        }
    }

    /** The next value; null after the last and from a line on that does not match its checksum. */
    public @Nullable T next() throws IOException {
        byte @Nullable [] line = damage == null ? line() : null;
        if (line == null) {
            return null;
        }
        if (!Checksum.holds(line, checksum)) {
            damage = new EvidenceDamage(name(), terminated ? DamageKind.CHANGED : DamageKind.CUT, at);
            return null;
        }
        try {
            T value = Json.read(new String(Checksum.json(line), StandardCharsets.UTF_8), type);
            checksum = Checksum.ofLine(line, line.length);
            at += line.length + 1;
            return value;
        } catch (IOException foreign) {
            // The line is as it was written: the writer was another version, and its words need not be shown.
            throw new IOException(
                    file + ": the line at byte " + at + " is whole, but unknown to this version", foreign);
        }
    }

    /** Where the file is cut or damaged; null when all that was read so far is whole. */
    public @Nullable EvidenceDamage damage() {
        return damage;
    }

    /**
     * Checks that the file was read completely, except for a last line that was cut.
     *
     * @throws IOException with the file and the byte when a line is damaged
     */
    void requireAllButTheLast() throws IOException {
        EvidenceDamage found = damage;
        if (found != null && found.kind() != DamageKind.CUT) {
            throw new IOException(
                    file + " is damaged at byte " + found.atByte() + ": the line there does not match its checksum");
        }
    }

    private String name() {
        return file.getFileName().toString();
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            for (int i = from; i < until; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, from, i - from);
                    from = i + 1;
                    return line.toByteArray();
                }
            }
            line.write(buffer, from, until - from);
            if (line.size() > LONGEST_LINE) {
                return line.toByteArray();
            }
            from = 0;
            until = Math.max(0, in.read(buffer));
            if (until == 0) {
                terminated = false;
                return line.size() == 0 ? null : line.toByteArray();
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
