package dev.crossfire.conductor;

import dev.crossfire.conductor.FaultMomentTracker.TimedProbe;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.Start.FaultMoment;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Probes a fault's target until the fault is cleared, has exceeded its bound or is stopped, and records its moments.
 */
final class FaultObserver extends Thread {
    /**
     * The probe interval from shortly before the fault until it is confirmed: the effective moment's bracket is about
     * this wide.
     */
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(10);
    /**
     * The probe interval at other times: a probe takes processor time from the system, which has none to spare then.
     */
    private static final Duration BETWEEN_CALM_PROBES = Duration.ofMillis(50);

    private final String id;
    private final Fault fault;
    private final FaultMomentBoard board;
    private final Journal journal;
    private final TimeSource time;
    private final ProgressListener progress;
    private final FaultMomentTracker tracker;
    private final AtomicBoolean announced = new AtomicBoolean();
    private volatile Instant bound = Instant.MAX;
    private volatile boolean stopped;
    private volatile boolean closely;
    private @Nullable IOException unwritable;
    private @Nullable RuntimeException mistake;

    FaultObserver(
            String id,
            Fault fault,
            FaultMomentBoard board,
            Journal journal,
            TimeSource time,
            ProgressListener progress) {
        super("look-" + id);
        setDaemon(true);
        this.id = id;
        this.fault = fault;
        this.board = board;
        this.journal = journal;
        this.time = time;
        this.progress = progress;
        this.tracker = new FaultMomentTracker(id);
    }

    /** Probes no longer than until this moment. */
    void until(Instant moment) {
        bound = moment;
    }

    /** Probes at the short interval from now on: the fault is near. */
    void probeOften() {
        closely = true;
    }

    /** Begins no further probe. */
    void halt() {
        stopped = true;
    }

    /** The fault is injected at this moment. */
    void injected(Instant moment) {
        tracker.injected(moment);
    }

    /** Records the injection, once: an effect may be seen before the request is answered. */
    void announce() {
        if (announced.compareAndSet(false, true)) {
            progress.event(id + " injected");
        }
    }

    /** The last probe result; null before the first. */
    @Nullable
    ProbeResult last() {
        return tracker.last();
    }

    /** Whether it probed to its end and never saw the fault confirmed. */
    boolean missed() {
        return !stopped && !tracker.isConfirmed();
    }

    /** Waits for the first probe result. */
    void awaitFirst(Duration longest) throws InterruptedException {
        Duration latest = time.elapsed().plus(longest);
        while (last() == null && time.elapsed().compareTo(latest) < 0) {
            time.sleepUntil(time.now().plus(BETWEEN_PROBES));
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped && !tracker.isCleared() && time.now().isBefore(bound)) {
                Instant began = time.now();
                ProbeResult probeResult = fault.probe();
                for (JournalEvent moment : tracker.observe(new TimedProbe(began, time.now(), probeResult))) {
                    journal.append(moment);
                    publish(moment);
                }
                Duration interval = isCalm() ? BETWEEN_CALM_PROBES : BETWEEN_PROBES;
                Instant now = time.now();
                // Where the clock was set back during the probe, its beginning lies ahead.
                time.sleepUntil((began.isBefore(now) ? began : now).plus(interval));
            }
        } catch (IOException failed) {
            unwritable = failed;
        } catch (RuntimeException failed) {
            mistake = failed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCalm() {
        return !closely || tracker.isConfirmed();
    }

    private void publish(JournalEvent moment) {
        if (moment instanceof JournalEvent.FaultEffective effective) {
            reached(FaultMoment.EFFECTIVE, effective.notAfter(), "effective: " + effective.seen());
        } else if (moment instanceof JournalEvent.FaultConfirmed confirmed) {
            reached(FaultMoment.CONFIRMED, confirmed.seenAt(), "confirmed: " + confirmed.seen());
        } else if (moment instanceof JournalEvent.FaultCleared cleared) {
            reached(FaultMoment.CLEARED, cleared.seenAt(), "cleared: " + cleared.seen());
        } else {
            throw new IllegalArgumentException("not a moment of a fault: " + moment);
        }
    }

    private void reached(FaultMoment moment, Instant at, String words) {
        board.reached(id, moment, at);
        announce();
        progress.event(id + " " + words);
    }

    /** Throws what ended the probing early; called when it has ended. */
    void rethrow() throws IOException {
        if (unwritable != null) {
            throw unwritable;
        }
        if (mistake != null) {
            throw mistake;
        }
    }
}
