package dev.crossfire.externalcheck;

import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationLog;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Polls one source once a second, on a thread of its own, so that one that hangs delays no other. */
final class Poller implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final PollTask task;
    private final ObservationLog log;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private boolean begun;
    private boolean hears;
    private boolean unreachable;

    Poller(PollTask task, ObservationLog log, InstantSource clock) {
        this.task = task;
        this.log = log;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread watch = new Thread(work, "polling " + task.source());
            watch.setDaemon(true);
            return watch;
        });
    }

    /** Begins to poll. */
    void begin() {
        var unused = thread.scheduleWithFixedDelay(this::once, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What cannot be written down ends the watch; the judge sees that it ended. */
    void once() {
        try {
            poll();
        } catch (IOException unwritable) {
            thread.shutdown();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() throws IOException, InterruptedException {
        if (!begun) {
            begun = true;
            listening(false);
        }
        List<Observation> seen;
        try {
            seen = task.poll(clock);
        } catch (IOException unseen) {
            if (!unreachable) {
                log.append(new Observation.SourceUnreachable(
                        clock.instant(), task.source(), String.valueOf(unseen.getMessage())));
            }
            unreachable = true;
            hears = false;
            return;
        }
        if (!hears) {
            listening(true);
        }
        hears = true;
        unreachable = false;
        for (Observation observation : seen) {
            log.append(observation);
        }
    }

    /**
     * A source of counts is proven by its counts; a source of alarms must record that it works, because no alarm may
     * come.
     */
    private void listening(boolean proven) throws IOException {
        if (task instanceof PrometheusAlerts) {
            log.append(new Observation.Listening(clock.instant(), task.source(), proven));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Reads a source from outside, again and again. */
    interface PollTask {
        /** The source, as observations name it. */
        String source();

        /**
         * Reads once, in bounded time.
         *
         * @param clock read when the answer has come
         * @return the result to record
         * @throws IOException when nothing could be read
         */
        List<Observation> poll(InstantSource clock) throws IOException, InterruptedException;
    }
}
