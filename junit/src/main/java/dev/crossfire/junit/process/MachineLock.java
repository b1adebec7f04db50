package dev.crossfire.junit.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right to run the one drill of this user on this machine: a second one would take the processor from the first, and
 * its latencies would be wrong. The operating system releases it when the process ends, however it does.
 */
public final class MachineLock implements AutoCloseable {
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final FileChannel file;

    private MachineLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Waits until no other drill runs, in this process or in another.
     *
     * @param waiting called at most once, when it has to wait, with what it waits for
     * @throws IOException when the lock's file cannot be written
     */
    public static MachineLock take(Surroundings surroundings, Consumer<String> waiting)
            throws IOException, InterruptedException {
        Path path = CacheFolder.make(surroundings).resolve("drill.lock");
        if (!IN_THIS_PROCESS.tryLock()) {
            waiting.accept("crossfire: waiting for another drill in this process");
            IN_THIS_PROCESS.lockInterruptibly();
        }
        boolean taken = false;
        try {
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            try {
                @Nullable FileLock free = file.tryLock();
                if (free == null) {
                    waiting.accept("crossfire: waiting for another drill on this machine (" + path + ")");
                    file.lock();
                }
                taken = true;
                return new MachineLock(file);
            } catch (FileLockInterruptionException interrupted) {
                Thread.interrupted();
                throw (InterruptedException)
                        new InterruptedException("interrupted while another drill ran").initCause(interrupted);
            } finally {
                if (!taken) {
                    file.close();
                }
            }
        } finally {
            if (!taken) {
                IN_THIS_PROCESS.unlock();
            }
        }
    }

    /** Lets the next drill begin; on the thread that took it. */
    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }
}
