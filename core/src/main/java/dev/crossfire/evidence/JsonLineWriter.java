package dev.crossfire.evidence;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new file of JSON lines, each with its checksum, written by one thread at a time.
 *
 * <p>Not a channel, for the reason that {@link Journal} gives; and no text from outside is too malformed for it.
 */
public final class JsonLineWriter implements Closeable {
    private final Path path;
    private final OutputStream file;
    private int checksum;

    /**
     * Begins the file.
     *
     * @throws IOException when it exists or cannot be written
     */
    public JsonLineWriter(Path path) throws IOException {
        this.path = path;
        Files.createFile(path);
        file = new BufferedOutputStream(new FileOutputStream(path.toFile()));
    }

    /** Writes one line; it may stay in memory until {@link #flush}. */
    public void write(Object one) throws IOException {
        byte[] line = Checksum.line(Json.line(one), checksum);
        checksum = Checksum.ofLine(line, line.length - 1);
        try {
            file.write(line);
        } catch (IOException unwritable) {
            throw UnwrittenFile.of(path, unwritable);
        }
    }

    /** Hands what was written to the operating system. */
    public void flush() throws IOException {
        try {
            file.flush();
        } catch (IOException unwritable) {
            throw UnwrittenFile.of(path, unwritable);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } catch (IOException unwritable) {
            throw UnwrittenFile.of(path, unwritable);
        }
    }
}
