package dev.crossfire.evidence;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new file of JSON lines, written by one thread at a time.
 *
 * <p>Not a channel, for the reason that {@link Journal} gives; and no text from outside is too malformed for it.
 */
public final class JsonLineWriter implements Closeable {
    private final OutputStream file;

    /**
     * Begins the file.
     *
     * @throws IOException when it exists or cannot be written
     */
    public JsonLineWriter(Path path) throws IOException {
        Files.createFile(path);
        file = new BufferedOutputStream(new FileOutputStream(path.toFile()));
    }

    /** Writes one line; it may stay in memory until {@link #flush}. */
    public void write(Object one) throws IOException {
        file.write((Json.line(one) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Hands what was written to the operating system. */
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
