package dev.crossfire.testkit.starvation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures how the processors' time is shared, twice a second, for as long as the tests of this process run. */
final class ProcessorMonitor {
    /**
     * What was measured at one moment.
     *
     * @param nanos on the clock of {@link System#nanoTime()}, when it had been measured
     */
    private record Sample(long nanos, ProcessorShares shares) {}

    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** No test takes longer; half an hour of samples. */
    private static final int KEPT = 3600;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Starts measuring; on a system without {@code /proc} it measures nothing, and then no test is ever starved. */
    static ProcessorMonitor start() {
        ProcessorMonitor monitor = new ProcessorMonitor();
        Thread thread = new Thread(monitor::measure, "processor-monitor");
        thread.setDaemon(true);
        thread.start();
        return monitor;
    }

    private void measure() {
        OwnProcesses own = new OwnProcesses(ProcessHandle.current().pid());
        @Nullable ProcessorTimes before = ProcessorTimes.now(own).orElse(null);
        while (before != null) {
            try {
                Thread.sleep(INTERVAL.toMillis());
            } catch (InterruptedException ended) {
                return;
            }
            Optional<ProcessorTimes> now = ProcessorTimes.now(own);
            if (now.isPresent()) {
                Optional<ProcessorShares> shares = now.get().since(before);
                before = now.get();
                shares.ifPresent(measured -> add(new Sample(System.nanoTime(), measured)));
            }
        }
    }

    /** A moment to measure from. */
    long now() {
        return System.nanoTime();
    }

    private synchronized void add(Sample sample) {
        samples.addLast(sample);
        if (samples.size() > KEPT) {
            samples.removeFirst();
        }
    }

    /** What was measured lately, oldest first. */
    List<ProcessorShares> within(Duration lately) {
        return since(now() - lately.toNanos());
    }

    /** What was measured since a moment, oldest first. */
    synchronized List<ProcessorShares> since(long nanos) {
        return samples.stream()
                .filter(sample -> sample.nanos() - nanos >= 0)
                .map(Sample::shares)
                .toList();
    }
}
