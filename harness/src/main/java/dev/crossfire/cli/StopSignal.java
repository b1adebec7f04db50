package dev.crossfire.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Turns Ctrl-C and SIGTERM into an orderly end: the working thread is interrupted, heals and cleans up, and only then
 * does the process exit, with a code of ours.
 */
final class StopSignal implements AutoCloseable {
    /** Healing is bounded itself; this only keeps a stuck one from holding the terminal for ever. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /**
     * Listens from now on.
     *
     * @param exitCode asked for after the working thread has finished
     */
    StopSignal(Thread working, IntSupplier exitCode) {
        hook = new Thread(() -> stop(working, exitCode), "stop-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop(Thread working, IntSupplier exitCode) {
        working.interrupt();
        boolean finished = false;
        try {
            finished = done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
        // A normal return would leave the exit code to the signal; programs wait for ours.
        Runtime.getRuntime().halt(finished ? exitCode.getAsInt() : ExitCode.BROKEN);
    }

    /** Everything is healed and written; the process may end. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is running and has just been told.
        }
    }
}
