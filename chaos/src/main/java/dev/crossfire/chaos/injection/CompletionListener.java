package dev.crossfire.chaos.injection;

import dev.crossfire.chaos.injection.PreparedInjection.InjectionResult;
import dev.crossfire.spi.FaultException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of a prepared injection, on a thread of its own: when no effect shows, the environment's reason is
 * the one helpful message, and nothing is cleared before the injection has ended.
 */
public final class CompletionListener implements AutoCloseable {
    private static final long AGAIN_MILLIS = 500;

    private final PreparedInjection injection;
    private final ClearedTracker tracker;
    private final ScheduledExecutorService listener = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crossfire-command-end");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable String problem;
    private @Nullable Future<?> listening;

    public CompletionListener(PreparedInjection injection, ClearedTracker tracker) {
        this.injection = injection;
        this.tracker = tracker;
    }

    /** Begins to listen; returns at once. */
    public synchronized void begin() {
        listening = listener.submit(this::listen);
    }

    /**
     * Polls again and at once, if it has begun to listen: its slow interval would notice the end half a second late.
     */
    public synchronized void again() {
        if (listening != null && !listener.isShutdown()) {
            listening.cancel(true);
            begin();
        }
    }

    private void listen() {
        try {
            InjectionResult end = injection.awaitEnd();
            problem = end.problem();
            tracker.ended(end);
        } catch (FaultException | RuntimeException failed) {
            problem = "its result was not received: " + failed.getMessage();
            // An environment that does not answer now may answer later; healing may have ended the injection by then.
            if (!listener.isShutdown()) {
                var unusedFuture = listener.schedule(this::listen, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** What went wrong with the injection; null as long as no problem is known. */
    @Nullable
    public String problem() {
        return problem;
    }

    @Override
    public void close() {
        listener.shutdownNow();
    }
}
