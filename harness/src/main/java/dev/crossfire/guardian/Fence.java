package dev.crossfire.guardian;

import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that, once it exists, forbids the run's conductor to break anything more.
 *
 * <p>It is never removed: a run whose healing was taken over is over.
 */
final class Fence {
    /** The epoch in which a run is conducted; a process that takes over healing begins the next. */
    static final long CONDUCTING = 1;

    /** The file's content. */
    private record Raised(long epoch, Instant at, String why) {}

    private final Path file;

    Fence(RunDirectory run) {
        file = run.file("fence.json");
    }

    /**
     * Raises it, forced to disk; an existing one is left as it is.
     *
     * @return the epoch that begins
     * @throws IOException when it cannot be written
     */
    long raise(Instant now, String why) throws IOException {
        byte[] text = (Json.line(new Raised(CONDUCTING + 1, now, why)) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(text);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException stands) {
            return CONDUCTING + 1;
        }
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        return CONDUCTING + 1;
    }

    /** Why it was raised; null while it was not. */
    @Nullable
    String raised() {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return Json.read(Files.readString(file), Raised.class).why();
        } catch (IOException justBeingWritten) {
            // That it is there is what counts.
            return "healing was taken over";
        }
    }
}
