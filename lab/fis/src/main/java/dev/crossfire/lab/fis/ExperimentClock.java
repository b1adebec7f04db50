package dev.crossfire.lab.fis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Time as the experiments see it: what it is now, and something to do later. */
public interface ExperimentClock {
    /** Returns the present instant. */
    Instant now();

    /**
     * Runs a task once, after a delay, on a thread that the task must not block.
     *
     * @return what calls the task off; without effect once the task has begun
     */
    Cancellable after(Duration delay, Runnable task);

    /** A task that has not begun and need not. */
    @FunctionalInterface
    interface Cancellable {
        /** Calls the task off; may be called more than once. */
        void cancel();
    }

    /** The real time: a clock and a scheduler that the program owns and shuts down. */
    record ScheduledExperimentClock(InstantSource clock, ScheduledExecutorService scheduler)
            implements ExperimentClock {
        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public Cancellable after(Duration delay, Runnable task) {
            Future<?> scheduled = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        }
    }
}
