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
    private final OutputStream disk;
    private final OutputStream file;
    private int checksum;
    /** After a write that failed, what is buffered would be written a second time. */
    private boolean failed;

    /**
     * Begins the file.
     *
     * @throws IOException when it exists or cannot be written
     */
    public JsonLineWriter(Path path) throws IOException {
        this.path = path;
        Files.createFile(path);
        disk = new FileOutputStream(path.toFile());
        file = new BufferedOutputStream(disk);
    }

    /** Writes one line; it may stay in memory until {@link #flush}. */
    public void write(Object one) throws IOException {
        byte[] line = Checksum.line(Json.line(one), checksum);
        checksum = Checksum.ofLine(line, line.length - 1);
        attempt(() -> file.write(line));
    }

    /** Hands what was written to the operating system. */
    public void flush() throws IOException {
        attempt(file::flush);
    }

    @Override
    public void close() throws IOException {
        if (failed) {
            disk.close();
        } else {
            attempt(file::close);
        }
    }

    /** Something that writes. */
    private interface Writing {
        void go() throws IOException;
    }

    private void attempt(Writing writing) throws IOException {
        if (failed) {
            throw new IOException(path + " cannot be written: an earlier write failed");
        }
        try {
            writing.go();
        } catch (IOException unwritable) {
            failed = true;
            throw UnwrittenFile.of(path, unwritable);
        }
    }
}
