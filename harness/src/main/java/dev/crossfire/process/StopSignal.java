package dev.crossfire.process;

import dev.crossfire.model.verdict.RunOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Turns Ctrl-C and SIGTERM into an orderly end: the working thread is interrupted, heals and cleans up, and only then
 * does the process exit, with one of Crossfire's exit codes.
 */
public final class StopSignal implements AutoCloseable {
    /** Healing is bounded itself; this only keeps a stuck one from holding the terminal for ever. */
    private static final Duration GRACE = Duration.ofMinutes(3);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread working;
    private final Duration grace;
    private final IntConsumer halt;
    private IntSupplier whenStuck = () -> RunOutcome.ERROR.exitCode();
    private int exitCode = RunOutcome.ERROR.exitCode();
    private boolean finishing;
    private boolean requested;

    /** Interrupts the calling thread when a signal arrives; none is taken before {@link #listen}. */
    public StopSignal() {
        this(GRACE, code -> Runtime.getRuntime().halt(code));
    }

    /**
     * As above, with what is the process's own made up.
     *
     * @param grace how long the working thread has to come to an end
     * @param halt ends the process with a code
     */
    public StopSignal(Duration grace, IntConsumer halt) {
        working = Thread.currentThread();
        this.grace = grace;
        this.halt = halt;
    }

    /** Listens from now on. */
    public void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-signal"));
    }

    /**
     * Takes the end of an input for a signal: that of a pipe comes when the process that holds its other end is gone,
     * however it ended.
     */
    public void listenTo(InputStream input) {
        Thread reader = new Thread(
                () -> {
                    try {
                        input.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException broken) {
                        // Its other end is gone as well.
                    }
                    stop();
                },
                "input-end");
        reader.setDaemon(true);
        reader.start();
    }

    /** What a signal does: interrupts, waits for the end, and ends the process. */
    public void stop() {
        interrupt();
        boolean finished = false;
        try {
            finished = done.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
        // A normal return would leave the exit code to the signal; programs wait for Crossfire's.
        halt.accept(finished ? exitCode() : whenStuck().getAsInt());
    }

    private synchronized void interrupt() {
        requested = true;
        if (!finishing) {
            working.interrupt();
        }
    }

    /** From now on nothing is interrupted any more: what was seen is kept, judged and reported. */
    public synchronized void finish() {
        finishing = true;
        Thread.interrupted();
    }

    /** Undoes {@link #finish}, unless a signal has arrived in between; whether there is to be more work. */
    public synchronized boolean goOn() {
        finishing = requested;
        return !requested;
    }

    /** What to exit with when the working thread does not come to an end. */
    public synchronized void whenStuck(IntSupplier code) {
        whenStuck = code;
    }

    private synchronized IntSupplier whenStuck() {
        return whenStuck;
    }

    private synchronized int exitCode() {
        return exitCode;
    }

    /** Everything is healed, written and reported; the process may end with this code. */
    public synchronized void exitWith(int code) {
        exitCode = code;
    }

    @Override
    public void close() {
        done.countDown();
    }
}
