package dev.crossfire.testkit.starvation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets only two classes of live tests run at a time, in all processes of one build.
 *
 * <p>Each of them starts servers that fill a processor. More at a time end no sooner, and run into their time limits.
 */
public final class LiveTestTurns implements BeforeAllCallback, AfterAllCallback {
    /** The system property that names the build's folder of locks; without it, as in an IDE, or empty, none waits. */
    static final String FOLDER = "crossfire.live-tests";

    static final int AT_A_TIME = 2;
    private static final Duration LOOK = Duration.ofMillis(100);

    private @Nullable FileChannel turn;
    private int depth;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        String folder = System.getProperty(FOLDER, "");
        // A nested class runs in the turn of the class around it.
        if (!folder.isEmpty() && isLive(context) && depth++ == 0) {
            turn = take(Path.of(folder));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        FileChannel taken = turn;
        if (taken != null && isLive(context) && --depth == 0) {
            turn = null;
            taken.close();
        }
    }

    private static boolean isLive(ExtensionContext context) {
        return context.getTags().contains(StarvationExtension.LIVE);
    }

    /** Waits for a turn; closing it, or the end of this process, ends it. */
    static FileChannel take(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Awaitility.await("a turn of this live test")
                .forever()
                .pollInterval(LOOK)
                .until(() -> free(folder), Optional::isPresent)
                .orElseThrow();
    }

    /** A turn that no class has; empty when all are taken. */
    static Optional<FileChannel> free(Path folder) throws IOException {
        for (int i = 1; i <= AT_A_TIME; i++) {
            FileChannel turn =
                    FileChannel.open(folder.resolve("turn-" + i), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(turn)) {
                return Optional.of(turn);
            }
            turn.close();
        }
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel turn) throws IOException {
        try {
            return turn.tryLock() != null;
        } catch (OverlappingFileLockException taken) {
            return false;
        }
    }
}
