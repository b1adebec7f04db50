package dev.crossfire.lab;

import dev.crossfire.lab.process.PartFailedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts parts in parallel, and gives up on them all at one deadline. */
final class ParallelStart implements AutoCloseable {
    private static final Duration GIVING_UP = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "starting");
        thread.setDaemon(true);
        return thread;
    });
    private final Clock clock;
    private final Instant deadline;
    private final Progress progress;

    /** Takes the name of the part that is being started. */
    @FunctionalInterface
    interface Progress {
        void starting(String part);
    }

    ParallelStart(Clock clock, Duration limit, Progress progress) {
        this.clock = clock;
        this.deadline = clock.instant().plus(limit);
        this.progress = progress;
    }

    /** A part on its way. */
    record Begun<T>(String part, Path log, Future<T> future) {}

    /** Begins to start a part on a thread of its own. */
    <T> Begun<T> begin(String part, Path log, Callable<T> work) {
        progress.starting(part);
        return new Begun<>(part, log, threads.submit(work));
    }

    /** Returns the time that is left. */
    Duration left() {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ofMillis(1) : left;
    }

    /**
     * Waits for a part.
     *
     * @throws PartFailedException if it failed, or the deadline has passed
     */
    <T> T finish(Begun<T> begun) throws PartFailedException, InterruptedException {
        try {
            return begun.future().get(left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PartFailedException failed) {
                throw failed;
            }
            throw new PartFailedException(begun.part(), String.valueOf(e.getCause()), begun.log(), e.getCause());
        } catch (TimeoutException e) {
            throw new PartFailedException(begun.part(), "was not ready in time", begun.log(), e);
        }
    }

    /**
     * Gives up on what is still being started; returns when no thread works on it any more, within {@link #GIVING_UP}.
     */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            // A thread that still writes would recreate the folder that is deleted next.
            boolean ended = threads.awaitTermination(GIVING_UP.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                throw new IllegalStateException(
                        "parts are still being started " + GIVING_UP + " after they were given up");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
