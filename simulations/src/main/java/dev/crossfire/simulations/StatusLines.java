package dev.crossfire.simulations;

import dev.crossfire.evidence.Json;
import dev.crossfire.simulations.recorder.GeneratorClock;
import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Prints to the parent, one line an event, without ever delaying the load.
 *
 * <p>A parent that does not read blocks only this thread. Frames are then left out; they are on disk anyway.
 */
final class StatusLines {
    private static final int QUEUED_AT_MOST = 64;
    private static final long LONGEST_FINISH_MILLIS = 10_000;

    private final PrintStream out;
    private final BlockingQueue<GeneratorEvent> queue = new ArrayBlockingQueue<>(QUEUED_AT_MOST);
    private final Thread thread = new Thread(this::write, "status-lines");
    private volatile boolean finishing;
    private volatile Redaction redaction = Redaction.NONE;
    /** Offered and not yet written. */
    private int pending;

    StatusLines(PrintStream out) {
        this.out = out;
        thread.setDaemon(true);
        thread.start();
    }

    /** Hides secrets in all lines from now on. */
    void hide(Redaction hidden) {
        redaction = hidden;
    }

    /** Prints a line, soon. */
    synchronized void offer(GeneratorEvent event) {
        boolean queued = queue.offer(event);
        pending += queued ? 1 : 0;
        if (!queued
                && !(event instanceof GeneratorEvent.SecondEnded)
                && !(event instanceof GeneratorEvent.ResourcesUsed)) {
            // The oldest can only be one that comes every second: no run has sixty-four others.
            pending += queue.poll() == null ? 1 : 0;
            queue.add(event);
        }
    }

    private synchronized void written() {
        pending--;
        notifyAll();
    }

    /** Waits until all that was offered has been written, or for ten seconds; more may be offered afterwards. */
    synchronized void awaitLine() throws InterruptedException {
        long deadline = GeneratorClock.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(LONGEST_FINISH_MILLIS);
        long left = LONGEST_FINISH_MILLIS;
        while (pending > 0 && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - GeneratorClock.monotonicNanos());
        }
    }

    /** Waits until all is printed, or for ten seconds: on a full machine, the first line takes more than one. */
    void finish() throws InterruptedException {
        finishing = true;
        thread.join(LONGEST_FINISH_MILLIS);
    }

    private void write() {
        try {
            while (!finishing || !queue.isEmpty()) {
                GeneratorEvent event = queue.poll(20, TimeUnit.MILLISECONDS);
                if (event != null) {
                    out.println(Json.line(redaction.of(event)));
                    out.flush();
                    written();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
