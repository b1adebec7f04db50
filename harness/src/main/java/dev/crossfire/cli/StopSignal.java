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
    private static final Duration GRACE = Duration.ofMinutes(3);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread working;
    private IntSupplier whenStuck = () -> ExitCode.BROKEN;
    private int exitCode = ExitCode.BROKEN;
    private boolean finishing;

    /** Interrupts the calling thread when it is asked to; it is not asked before {@link #listen}. */
    StopSignal() {
        working = Thread.currentThread();
    }

    /** Listens from now on. */
    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-signal"));
    }

    private void stop() {
        interrupt();
        boolean finished = false;
        try {
            finished = done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
        // A normal return would leave the exit code to the signal; programs wait for ours.
        Runtime.getRuntime().halt(finished ? exitCode() : whenStuck().getAsInt());
    }

    private synchronized void interrupt() {
        if (!finishing) {
            working.interrupt();
        }
    }

    /** From now on nothing is interrupted any more: what was seen is kept, judged and reported. */
    synchronized void finish() {
        finishing = true;
        Thread.interrupted();
    }

    /** What to exit with when the working thread does not come to an end. */
    synchronized void whenStuck(IntSupplier code) {
        whenStuck = code;
    }

    private synchronized IntSupplier whenStuck() {
        return whenStuck;
    }

    private synchronized int exitCode() {
        return exitCode;
    }

    /** Everything is healed, written and said; the process may end with this code. */
    synchronized void exitWith(int code) {
        exitCode = code;
    }

    @Override
    public void close() {
        done.countDown();
    }
}
