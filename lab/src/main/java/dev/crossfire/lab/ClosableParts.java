package dev.crossfire.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/** Everything that must be closed when the lab ends, even if it ends while it is starting. */
final class ClosableParts implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /**
     * Keeps a part to be closed, before all that were added earlier.
     *
     * @throws CancellationException if the lab has ended already; the part is closed then
     */
    synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            CancellationException stopping = new CancellationException("the lab is stopping");
            close(part, stopping);
            throw stopping;
        }
        open.push(part);
        return part;
    }

    /**
     * Closes the parts, last first; one that fails does not keep the others open.
     *
     * @throws IllegalStateException if some failed, with what they threw as suppressed
     */
    @Override
    public synchronized void close() {
        closed = true;
        IllegalStateException failures = new IllegalStateException("parts of the lab could not be closed");
        while (!open.isEmpty()) {
            close(open.pop(), failures);
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }

    private static void close(AutoCloseable part, Exception failures) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.addSuppressed(e);
        } catch (Exception e) {
            failures.addSuppressed(e);
        }
    }
}
