package dev.crossfire.conductor;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Start;
import dev.crossfire.model.Start.FaultMoment;
import dev.crossfire.model.Target;
import dev.crossfire.plan.TargetRecheck.CurrentTargets;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultException.UnansweredException;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.time.TimeSource;
import dev.crossfire.time.UninterruptibleWait;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Takes one fault through its moments: gate, intent on disk, injection on time, and no return until it is cleared.
 *
 * <p>Two threads: this one sleeps to the planned moment and injects, {@link FaultObserver} never waits for it.
 */
final class FaultRunner {
    /** Probing begins this long before the fault, so that the target's healthy state is known. */
    private static final Duration PROBE_AHEAD = Duration.ofSeconds(2);
    /** The gate is checked and the intent written this long before the fault: disks may be slow. */
    private static final Duration PREPARE_AHEAD = Duration.ofMillis(250);

    /** Limits are checked this long before the fault: the environment may have to be read again. */
    private static final Duration CLEAR_AHEAD = Duration.ofSeconds(1);

    /**
     * A fault is never delayed by more: an environment that throttles or fails for some seconds is waited for, and one
     * that follows another at once waits for the first probe of its target.
     */
    private static final Duration MOST_LATE = Duration.ofSeconds(10);

    /** A fault that follows another at once comes before the first probe of its target; a probe returns within this. */
    private static final Duration FIRST_PROBE_BOUND = Duration.ofSeconds(1);

    /** How often a fault that waits for its time checks whether the load still runs. */
    private static final Duration BETWEEN_LOAD_CHECKS = Duration.ofMillis(250);

    private final PlannedFault planned;
    private final Fault fault;
    private final SteadyStateGate gate;
    private final PreInjectionCheck preInjectionCheck;
    private final FaultMomentBoard board;
    private final Plan plan;
    private final Journal journal;
    private final TimeSource time;
    private final ProgressListener progress;
    private final FaultObserver observer;
    private List<String> targets;
    private final CountDownLatch noMoreInjections = new CountDownLatch(1);
    private @Nullable String doubt;

    FaultRunner(
            PlannedFault planned,
            Fault fault,
            RunContext run,
            SteadyStateGate gate,
            PreInjectionCheck preInjectionCheck,
            FaultMomentBoard board) {
        this.planned = planned;
        this.fault = fault;
        this.targets = ids(planned.targets());
        this.plan = run.plan();
        this.gate = gate;
        this.preInjectionCheck = preInjectionCheck;
        this.board = board;
        this.journal = run.journal();
        this.time = run.time();
        this.progress = run.progress();
        this.observer = new FaultObserver(planned.spec().id(), fault, board, journal, time, progress);
    }

    /**
     * Runs the fault at its time and returns when it is cleared, has failed or has exceeded its bound.
     *
     * @param zero t = 0
     */
    void run(Instant zero) throws InterruptedException, IOException {
        try {
            awaitProbing(zero);
            observer.start();
            Optional<Instant> due = awaitDue(zero);
            if (due.isPresent() && mayInject(zero, due.get())) {
                inject(due.get());
                observer.join();
                conclude();
            }
        } finally {
            over();
            // Healing probes the target too, and two probes may not run at once; a probe returns within a second.
            UninterruptibleWait.join(observer);
            board.over(id());
        }
        observer.rethrow();
    }

    /** Waits until it certainly injects nothing any more; its thread has been interrupted, or has ended. */
    void awaitNoMoreInjections() {
        UninterruptibleWait.await(noMoreInjections);
    }

    /** Nothing is injected from now on. */
    void over() {
        observer.halt();
        noMoreInjections.countDown();
    }

    private void awaitProbing(Instant zero) throws InterruptedException {
        Duration at = planned.at();
        if (at != null) {
            sleepWhileLoadRuns(zero.plus(at).minus(PROBE_AHEAD));
        } else if (planned.spec().start() instanceof Start.After after) {
            board.awaitBegun(after.fault());
        }
    }

    /** The moment of injection, shortly before it comes; empty after noting why it does not. */
    private Optional<Instant> awaitDue(Instant zero) throws InterruptedException, IOException {
        Optional<Instant> due = Optional.empty();
        if (planned.at() != null) {
            due = Optional.of(zero.plus(planned.at()));
        } else if (planned.spec().start() instanceof Start.After after) {
            due = board.awaitDue(after);
            if (due.isEmpty()) {
                skip(after.fault() + " was never " + after.event().name().toLowerCase(Locale.ROOT)
                        + ", which it waits for");
            }
        }
        if (due.isPresent()) {
            Instant end = zero.plus(plan.scenario().load().duration());
            if (!due.get().isBefore(end)) {
                skip("it was due when the load had ended");
                return Optional.empty();
            }
            sleepWhileLoadRuns(due.get().minus(CLEAR_AHEAD));
            if (skippedForWantOfLoad()) {
                return Optional.empty();
            }
        }
        return due;
    }

    /** A simulation may end its load early; then the fault could reach no user. */
    private void sleepWhileLoadRuns(Instant moment) throws InterruptedException {
        while (gate.ended().isEmpty() && time.now().isBefore(moment)) {
            Instant next = time.now().plus(BETWEEN_LOAD_CHECKS);
            time.sleepUntil(next.isBefore(moment) ? next : moment);
        }
    }

    private boolean skippedForWantOfLoad() throws IOException {
        Optional<String> ended = gate.ended();
        if (ended.isPresent()) {
            skip(ended.get() + ", before the fault was due");
        }
        return ended.isPresent();
    }

    private boolean mayInject(Instant zero, Instant due) throws InterruptedException, IOException {
        CurrentTargets current = preInjectionCheck.recheck(id());
        if (!current.objections().isEmpty()) {
            skip(String.join("; ", current.objections()));
            return false;
        }
        if (!ids(current.targets()).equals(targets)) {
            try {
                fault.retarget(current.targets());
                targets = ids(current.targets());
            } catch (FaultException refused) {
                skip(message(refused));
                return false;
            }
        }
        time.sleepUntil(due.minus(PREPARE_AHEAD));
        observer.probeOften();
        observer.awaitFirst(FIRST_PROBE_BOUND);
        Instant now = time.now();
        Duration at = Duration.between(zero, now.isAfter(due) ? now : due);
        gate.awaitFrames(at, plan.scenario().steadyState(), time);
        if (time.now().isAfter(due.plus(MOST_LATE))) {
            skip("the check of its targets took until long after it was due");
            return false;
        }
        return isSteady(zero, at);
    }

    private void skip(String why) throws IOException {
        journal.append(new JournalEvent.FaultSkipped(time.now(), id(), why));
        progress.event(id() + " skipped, " + why);
    }

    /** A cohort that is unhealthy because of another fault under way is expected to be. */
    private boolean isSteady(Instant zero, Duration at) throws IOException {
        if (skippedForWantOfLoad()) {
            return false;
        }
        Duration window = plan.scenario().steadyState();
        SteadyStateGate.GateDecision answer = gate.decide(at, window);
        ProbeResult target = observer.last();
        boolean whole = target != null && target.intact();
        boolean reached = answer.reached() && whole;
        List<String> others = board.underWaySince(zero.plus(at).minus(window), id());
        String seen = answer.seen() + "; target: " + (target == null ? "not seen" : target.detail())
                + (others.isEmpty() ? "" : "; not checked, because it overlaps " + String.join(", ", others));
        journal.append(new JournalEvent.SteadyState(time.now(), id(), reached, seen));
        if (reached || (target != null && !others.isEmpty())) {
            return true;
        }
        skip((whole ? "no steady state before it: " : "its target was not healthy before it: ") + seen);
        return false;
    }

    private void inject(Instant due) throws InterruptedException, IOException {
        journal.append(
                new JournalEvent.FaultIntended(time.now(), id(), planned.spec().kind(), targets, fault.handle()));
        time.sleepUntil(due);
        Instant injected = time.now();
        observer.injected(injected);
        observer.until(injected.plus(planned.longest()));
        try {
            fault.inject();
        } catch (NotInjectedException untouched) {
            observer.halt();
            skip(message(untouched));
            return;
        } catch (UnansweredException unanswered) {
            // Whether it took place is for the probes to say.
            doubt = message(unanswered);
            journal.append(new JournalEvent.Warning(
                    time.now(), "whether " + id() + " was started was not answered: " + doubt));
        } catch (FaultException failed) {
            observer.halt();
            journal.append(injected(injected, due));
            journal.append(new JournalEvent.FaultFailed(time.now(), id(), message(failed)));
            progress.event(id() + " failed: " + message(failed));
            return;
        }
        JournalEvent.FaultInjected event = injected(injected, due);
        journal.append(event);
        event.late()
                .ifPresent(by ->
                        progress.event(id() + " was injected " + FigureText.moment(by.toMillis() / 1000.0) + " late"));
        board.reached(id(), FaultMoment.INJECTED, injected);
        observer.announce();
    }

    private JournalEvent.FaultInjected injected(Instant injected, Instant due) {
        Instant now = time.now();
        return new JournalEvent.FaultInjected(now, id(), injected, now, due, fault.injectedHandle());
    }

    private void conclude() throws IOException {
        if (observer.missed()) {
            ProbeResult last = observer.last();
            String seen = (last == null ? "its target was not observed" : "last seen: " + last.detail())
                    + (doubt == null ? "" : "; its start was not answered: " + doubt);
            journal.append(new JournalEvent.FaultFailed(
                    time.now(),
                    id(),
                    "it was not confirmed within " + planned.longest().toSeconds() + " s; " + seen));
            progress.event(id() + " was not confirmed; " + seen);
        }
    }

    private static List<String> ids(List<Target> targets) {
        return targets.stream().map(Target::id).toList();
    }

    private String id() {
        return planned.spec().id();
    }

    private static String message(Exception exception) {
        return String.valueOf(exception.getMessage());
    }

    /** Decides just before a fault is injected what it hits, and whether it may be injected. */
    @FunctionalInterface
    interface PreInjectionCheck {
        /** Returns within a second or so. */
        CurrentTargets recheck(String fault);
    }
}
