package dev.crossfire.conductor;

import dev.crossfire.conductor.MomentTracker.Look;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one fault through its moments: gate, intent on disk, injection on time, and looks until it is gone.
 *
 * <p>Two threads: the one that fires sleeps to the planned moment, the one that looks never waits for the other.
 */
final class FaultRunner {
    /** How often the target is looked at; the effective moment's bracket is about this wide. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    /** Looking begins this long before the fault, so that the target's healthy state is known. */
    private static final Duration LOOK_AHEAD = Duration.ofSeconds(2);
    /** The gate is asked and the intent written this long before the fault: disks may be slow. */
    private static final Duration PREPARE_AHEAD = Duration.ofMillis(250);

    private final PlannedFault planned;
    private final Fault fault;
    private final SteadyStateGate gate;
    private final Duration steadyState;
    private final Journal journal;
    private final Time time;
    private final Progress progress;
    private final MomentTracker tracker;
    private volatile boolean stopped;

    FaultRunner(
            PlannedFault planned,
            Fault fault,
            SteadyStateGate gate,
            Duration steadyState,
            Journal journal,
            Time time,
            Progress progress) {
        this.planned = planned;
        this.fault = fault;
        this.gate = gate;
        this.steadyState = steadyState;
        this.journal = journal;
        this.time = time;
        this.progress = progress;
        this.tracker = new MomentTracker(id());
    }

    /**
     * Runs the fault at its time and returns when it is gone, has failed or has outlived its bound.
     *
     * @param zero t = 0
     * @param at after t = 0
     */
    void run(Instant zero, Duration at) throws InterruptedException, IOException {
        Instant due = zero.plus(at);
        time.sleepUntil(due.minus(LOOK_AHEAD));
        Looker looker = new Looker(due.plus(planned.longest()));
        looker.start();
        try {
            time.sleepUntil(due.minus(PREPARE_AHEAD));
            if (isSteady(at)) {
                fire(due);
                looker.join();
                conclude();
            }
        } finally {
            stopped = true;
            joinWhateverHappens(looker);
        }
        looker.rethrow();
    }

    /** Healing looks at the target too, and two may not look at once; a look returns within a second. */
    private static void joinWhateverHappens(Thread looker) {
        boolean interrupted = false;
        while (looker.isAlive()) {
            try {
                looker.join();
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSteady(Duration at) throws IOException {
        SteadyStateGate.Answer answer = gate.ask(at, steadyState);
        Sighting target = tracker.last();
        boolean whole = target != null && target.whole();
        String seen = answer.seen() + "; target: " + (target == null ? "not seen" : target.seen());
        boolean held = answer.held() && whole;
        journal.append(new JournalEvent.SteadyState(time.now(), id(), held, seen));
        if (!held) {
            String why = whole ? "no steady state before it: " + seen : "its target was not whole before it: " + seen;
            journal.append(new JournalEvent.FaultSkipped(time.now(), id(), why));
            progress.event(id() + " skipped, " + why);
        }
        return held;
    }

    private void fire(Instant due) throws InterruptedException, IOException {
        List<String> targets = planned.targets().stream().map(Target::id).toList();
        journal.append(
                new JournalEvent.FaultIntended(time.now(), id(), planned.spec().kind(), targets, fault.handle()));
        time.sleepUntil(due);
        Instant commanded = time.now();
        tracker.commanded(commanded);
        try {
            fault.inject();
        } catch (FaultException refused) {
            stopped = true;
            journal.append(new JournalEvent.FaultCommanded(time.now(), id(), commanded, time.now()));
            journal.append(new JournalEvent.FaultFailed(time.now(), id(), message(refused)));
            progress.event(id() + " failed: " + message(refused));
            return;
        }
        journal.append(new JournalEvent.FaultCommanded(time.now(), id(), commanded, time.now()));
        progress.event(id() + " asked for");
    }

    private void conclude() throws IOException {
        if (!stopped && !tracker.isBitten()) {
            Sighting last = tracker.last();
            String seen = last == null ? "nothing was seen of its target" : "last seen: " + last.seen();
            journal.append(new JournalEvent.FaultFailed(
                    time.now(),
                    id(),
                    "it did not bite within " + planned.longest().toSeconds() + " s; " + seen));
            progress.event(id() + " did not bite; " + seen);
        }
    }

    private String id() {
        return planned.spec().id();
    }

    private static String message(Exception exception) {
        return String.valueOf(exception.getMessage());
    }

    /** Looks at the target until the fault is gone or has outlived its bound. */
    private final class Looker extends Thread {
        private final Instant bound;
        private @Nullable IOException unwritable;
        private @Nullable RuntimeException mistake;

        Looker(Instant bound) {
            super("look-" + id());
            setDaemon(true);
            this.bound = bound;
        }

        @Override
        public void run() {
            try {
                while (!stopped && !tracker.isCleared() && time.now().isBefore(bound)) {
                    Instant began = time.now();
                    Sighting sighting = fault.look();
                    for (JournalEvent moment : tracker.see(new Look(began, time.now(), sighting))) {
                        journal.append(moment);
                        progress.event(id() + " " + said(moment));
                    }
                    time.sleepUntil(began.plus(BETWEEN_LOOKS));
                }
            } catch (IOException failed) {
                unwritable = failed;
            } catch (RuntimeException failed) {
                mistake = failed;
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }

        void rethrow() throws IOException {
            if (unwritable != null) {
                throw unwritable;
            }
            if (mistake != null) {
                throw mistake;
            }
        }
    }

    private static String said(JournalEvent moment) {
        if (moment instanceof JournalEvent.FaultEffective effective) {
            return "took effect: " + effective.seen();
        }
        if (moment instanceof JournalEvent.FaultBitten bitten) {
            return "proven: " + bitten.seen();
        }
        if (moment instanceof JournalEvent.FaultCleared cleared) {
            return "gone: " + cleared.seen();
        }
        throw new IllegalArgumentException("no moment of a fault: " + moment);
    }
}
