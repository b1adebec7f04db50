package dev.crossfire.chaos.injection;

import dev.crossfire.chaos.injection.StartCommand.CommandResult;
import dev.crossfire.spi.FaultException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a command's end, on a thread of its own: when no effect shows, the environment's reason is the one helpful
 * message, and nothing is cleared before the command has ended.
 */
public final class CompletionListener implements AutoCloseable {
    private static final long AGAIN_MILLIS = 500;

    private final StartCommand command;
    private final SettlingTracker settling;
    private final ScheduledExecutorService listener = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crossfire-hearing");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable String problem;
    private @Nullable Future<?> listening;

    public CompletionListener(StartCommand command, SettlingTracker settling) {
        this.command = command;
        this.settling = settling;
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
            CommandResult end = command.awaitEnd();
            problem = end.problem();
            settling.ended(end);
        } catch (FaultException | RuntimeException failed) {
            problem = "its result was not received: " + failed.getMessage();
            // An environment that does not answer now may answer later; healing may have ended the command by then.
            if (!listener.isShutdown()) {
                var unusedFuture = listener.schedule(this::listen, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** What went wrong with the command; null as long as no problem is known. */
    @Nullable
    public String problem() {
        return problem;
    }

    @Override
    public void close() {
        listener.shutdownNow();
    }
}
