package dev.crossfire.lab.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the lab did not come up, or not in time; carries the end of its log. */
public final class PartFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 20;

    private final String part;
    private final List<String> log;

    /**
     * Names the part and reads the end of its log.
     *
     * @param message what was expected and what was found
     * @param cause may be null
     */
    public PartFailedException(String part, String message, Path log, @Nullable Throwable cause) {
        super(part + ": " + message, cause);
        this.part = part;
        this.log = List.copyOf(LogTail.of(log, LINES));
    }

    /** Returns the part's name. */
    public String part() {
        return part;
    }

    /** Returns the last lines of its log, oldest first. */
    public List<String> log() {
        return log;
    }

    /** The end of a log file. */
    public static final class LogTail {
        private static final int BYTES = 16 * 1024;

        private LogTail() {}

        /** Returns at most the last {@code lines} lines; for a log that cannot be read, one line with the reason. */
        public static List<String> of(Path log, int lines) {
            try (SeekableByteChannel channel = Files.newByteChannel(log)) {
                channel.position(Math.max(0, channel.size() - BYTES));
                ByteBuffer buffer = ByteBuffer.allocate(BYTES);
                int read = 0;
                while (buffer.hasRemaining() && read >= 0) {
                    read = channel.read(buffer);
                }
                List<String> all = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                return all.subList(Math.max(0, all.size() - lines), all.size());
            } catch (IOException e) {
                return List.of("no log: " + e);
            }
        }
    }
}
