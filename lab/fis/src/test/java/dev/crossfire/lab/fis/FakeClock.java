package dev.crossfire.lab.fis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that a test moves by hand. */
final class FakeClock implements ExperimentClock {
    private final List<Task> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T08:00:00.250Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Cancellable after(Duration delay, Runnable run) {
        Task task = new Task(now.plus(delay), run);
        tasks.add(task);
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    /** Returns how many tasks are yet to come. */
    synchronized int waiting() {
        return tasks.size();
    }

    /** Lets time pass and runs what falls due, in order. */
    synchronized void advance(Duration by) {
        Instant end = now.plus(by);
        while (true) {
            Task next = tasks.stream()
                    .filter(t -> !t.due().isAfter(end))
                    .min(Comparator.comparing(Task::due))
                    .orElse(null);
            if (next == null) {
                now = end;
                return;
            }
            tasks.remove(next);
            now = next.due();
            next.run().run();
        }
    }

    private record Task(Instant due, Runnable run) {}
}
