package dev.crossfire.lab.fis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The real time: a clock and a scheduler that the program owns and shuts down. */
public record ScheduledExperimentClock(InstantSource clock, ScheduledExecutorService scheduler)
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
