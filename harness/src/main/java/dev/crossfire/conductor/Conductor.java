package dev.crossfire.conductor;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.guardian.Heartbeat;
import dev.crossfire.guardian.InjectionPermit;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Plan;
import dev.crossfire.model.environment.LimitSource;
import dev.crossfire.model.load.ArrivalModel;
import dev.crossfire.model.load.Population;
import dev.crossfire.plan.TargetRecheck;
import dev.crossfire.progress.Progress;
import dev.crossfire.simulations.GeneratorEvent;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.TimeSource;
import dev.crossfire.time.UninterruptibleWait;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries out one plan: load and faults on one clock, journal first, healing always. */
public final class Conductor {
    /** How much longer than planned a fault may take before the run is called broken. */
    private static final Duration FAULT_GRACE = Duration.ofSeconds(30);

    /** How long the loop waits at a time before it sends a heartbeat. */
    private static final Duration BETWEEN_TICKS = Duration.ofMillis(100);
    /** Many times what a turn of the loop takes, a slow disk or terminal included. */
    private static final Duration A_TURN = Duration.ofSeconds(5);
    /** What an environment may take over one fault, to make it ready or to heal it: each answer is bounded, and they add up. */
    private static final Duration ONE_FAULT = Duration.ofMinutes(3);
    /** Getting ready and ending, around the faults. */
    private static final Duration AROUND = Duration.ofMinutes(2);

    private final Plan plan;
    private final OpenEnvironment open;
    private final Kinds kinds;
    private final Journal journal;
    private final TimeSource time;
    private final Progress progress;
    private final InjectionPermit injectionPermit;
    private final Heartbeat heartbeat;
    private final SteadyStateGate gate;
    private final AbortGate abortGate;
    private final TargetRecheck targetRecheck;
    private final FaultMomentBoard board = new FaultMomentBoard();
    private final List<ArmedFault<?>> armed = new ArrayList<>();
    private final List<FaultRunner> runners = new ArrayList<>();
    private boolean stopping;
    private boolean cutShort;

    /**
     * A conductor of one plan.
     *
     * @param guards all limits, which are checked again just before each fault
     * @param injectionPermit checked immediately before every injection
     * @param heartbeat called as long as the run goes on
     */
    public Conductor(
            Plan plan,
            List<LimitSource> guards,
            OpenEnvironment open,
            Kinds kinds,
            Journal journal,
            TimeSource time,
            Progress progress,
            InjectionPermit injectionPermit,
            Heartbeat heartbeat) {
        this.plan = plan;
        this.open = open;
        this.kinds = kinds;
        this.journal = journal;
        this.time = time;
        this.progress = progress;
        this.injectionPermit = injectionPermit;
        this.heartbeat = heartbeat;
        this.gate = new SteadyStateGate(plan.scenario().healthy());
        this.abortGate =
                new AbortGate(plan.scenario().abortWhen(), plan.scenario().healthy());
        this.targetRecheck = new TargetRecheck(plan, guards);
    }

    /**
     * Conducts the run; whatever happens, everything that was prepared is healed and the journal records how it ended.
     *
     * @param load ready to begin
     * @return whether the load ran to its end and the run was not stopped
     * @throws IOException when the journal cannot be written
     */
    public boolean conduct(LoadSession load) throws IOException {
        boolean whole = false;
        List<Thread> threads = new ArrayList<>();
        try {
            arm();
            heartbeat.made(AROUND.plus(plan.scenario().load().startTimeout()));
            ready(load.awaitReady());
            conductLoad(load, threads);
            awaitFaults(threads);
            whole = true;
        } catch (InterruptedException stopped) {
            stopping = true;
            cutShort = true;
            journal.append(new JournalEvent.Aborted(time.now(), "stopped by the user"));
            progress.event("stopping: healing first");
        } catch (TooMuchException tooMuch) {
            journal.append(new JournalEvent.AbortRuleMet(time.now(), tooMuch.why));
            journal.append(new JournalEvent.Aborted(time.now(), tooMuch.why));
            cutShort = true;
            progress.event("stopping: healing first; " + tooMuch.why);
        } catch (RunErrorException broken) {
            journal.append(new JournalEvent.Broken(time.now(), String.valueOf(broken.getMessage())));
            progress.event(String.valueOf(broken.getMessage()));
        } finally {
            heartbeat.made(A_TURN);
            heal(threads, load);
            heartbeat.made(AROUND);
        }
        return whole;
    }

    private void ready(List<Population> populations) throws IOException {
        journal.append(new JournalEvent.LoadReady(time.now(), populations));
        Map<String, ArrivalModel> models = populations.stream()
                .collect(Collectors.toUnmodifiableMap(Population::cohort, Population::model, (one, other) -> one));
        gate.arrivals(models);
        abortGate.arrivals(models);
    }

    /** What is under way when the load has ended is over within its own bound. */
    private void awaitFaults(List<Thread> threads) throws InterruptedException, RunErrorException {
        Duration longest = plan.faults().stream()
                .map(PlannedFault::longest)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Instant bound = time.now().plus(longest).plus(FAULT_GRACE);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            if (time.now().isAfter(bound)) {
                throw new RunErrorException("a fault is still under way "
                        + longest.plus(FAULT_GRACE).toSeconds() + " s after the load's end; expected at most "
                        + longest.toSeconds());
            }
            heartbeat.made(A_TURN);
            time.sleepUntil(time.now().plus(BETWEEN_TICKS));
        }
    }

    /**
     * No fault may be injected once healing has begun, and no other thread may probe a target while clearing is
     * verified; but a probe that is under way may take most of a second, for which healing does not wait.
     */
    private void heal(List<Thread> threads, LoadSession load) throws IOException {
        threads.forEach(Thread::interrupt);
        runners.forEach(FaultRunner::awaitLastShot);
        boolean stopped = Thread.interrupted() || stopping;
        Healer clearing = new Healer(open, journal, time, progress, () -> heartbeat.made(ONE_FAULT), stopped);
        clearing.takeBack(armed);
        if (cutShort) {
            load.stop();
        }
        threads.forEach(UninterruptibleWait::join);
        clearing.prove();
    }

    private void arm() throws RunErrorException {
        progress.phase("arming faults");
        for (PlannedFault planned : plan.faultsDisabled() ? List.<PlannedFault>of() : plan.faults()) {
            FaultKind<?> kind = kinds.fault(planned.spec().kind())
                    .orElseThrow(() -> new RunErrorException("no fault kind '"
                            + planned.spec().kind() + "' is on the class path; it was there when the plan was made"));
            heartbeat.made(ONE_FAULT);
            armed.add(armOne(kind, planned));
        }
    }

    private <S extends FaultSettings> ArmedFault<S> armOne(FaultKind<S> kind, PlannedFault planned)
            throws RunErrorException {
        return ArmedFault.arm(kind, planned, plan.run(), open.environment(), injectionPermit);
    }

    private void conductLoad(LoadSession load, List<Thread> threads)
            throws InterruptedException, IOException, RunErrorException, TooMuchException {
        load.begin();
        Duration warmUp = plan.scenario().load().warmUp();
        Duration length = plan.scenario().load().duration();
        progress.phase("warming up");
        @Nullable Instant zero = null;
        GeneratorWatch watch = new GeneratorWatch();
        LoadPatience patience = new LoadPatience(time.now(), warmUp.plus(length));
        while (true) {
            Optional<GeneratorEvent> message = next(load, patience);
            if (message.isEmpty()) {
                ending().giveUp(patience, zero != null);
                return;
            }
            GeneratorEvent event = message.get();
            Optional<JournalEvent> report = GeneratorReports.journaled(time.now(), event);
            if (report.isPresent()) {
                journal.append(report.get());
            } else if (event instanceof GeneratorEvent.Started started) {
                zero = Instant.EPOCH.plus(started.t0(), ChronoUnit.MICROS);
                journal.append(new JournalEvent.LoadStarted(time.now(), zero));
                threads.addAll(startFaults(zero, load));
            } else if (event instanceof GeneratorEvent.SecondEnded second) {
                Frame frame = new Frame(second.second(), second.cohorts());
                gate.add(frame);
                Duration left = zero == null ? length : Duration.between(time.now(), zero.plus(length));
                progress.second(frame, left.isNegative() ? Duration.ZERO : left);
                Optional<String> tooMuch = abortGate.add(frame);
                if (tooMuch.isPresent()) {
                    throw new TooMuchException(tooMuch.get());
                }
            } else if (event instanceof GeneratorEvent.Alive alive
                    && zero != null
                    && !time.now().isBefore(zero)) {
                appendAll(watch.add(time.now(), alive.vitals()));
            } else if (event instanceof GeneratorEvent.Finished finished) {
                appendAll(watch.end(time.now()));
                if (zero != null && time.now().isBefore(zero.plus(length))) {
                    gate.loadEnded(Duration.between(zero, time.now()));
                }
                journal.append(new JournalEvent.LoadEnded(time.now(), finished.requests(), problem(finished)));
                GeneratorEvent.@Nullable LedgerCounts ledger = finished.ledger();
                if (ledger != null) {
                    journal.append(new JournalEvent.LedgerKept(time.now(), ledger.entries(), ledger.dropped()));
                }
                if (finished.afterHook()) {
                    ending().awaitAfterHook(load);
                }
                return;
            }
        }
    }

    private void appendAll(List<JournalEvent> events) throws IOException {
        for (JournalEvent event : events) {
            journal.append(event);
        }
    }

    /** The generator's next report; empty when no more is to be waited for. */
    private Optional<GeneratorEvent> next(LoadSession load, LoadPatience patience)
            throws InterruptedException, IOException, RunErrorException {
        while (patience.over(time.now()) == null) {
            heartbeat.made(A_TURN);
            if (patience.mustStop(time.now())) {
                progress.event("the load should have ended: stopping the load generator");
                load.stop();
            }
            Optional<GeneratorEvent> event = load.next(BETWEEN_TICKS);
            if (event.isPresent()) {
                appendAll(patience.alive(time.now()).stream().toList());
                return event;
            }
        }
        return Optional.empty();
    }

    private LoadEnding ending() {
        return new LoadEnding(journal, time, progress, () -> heartbeat.made(A_TURN));
    }

    private static @Nullable String problem(GeneratorEvent.Finished finished) {
        return finished.lost() == 0 ? null : finished.lost() + " requests were not recorded";
    }

    private List<Thread> startFaults(Instant zero, LoadSession load) {
        List<Thread> threads = new ArrayList<>();
        for (ArmedFault<?> one : armed) {
            FaultRunner runner = one.runner(plan, gate, this::objections, board, journal, time, progress);
            Thread thread = new Thread(() -> runFault(one, runner, zero, load), "fault-" + one.id());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
            runners.add(runner);
        }
        return threads;
    }

    private void runFault(ArmedFault<?> one, FaultRunner runner, Instant zero, LoadSession load) {
        try {
            runner.run(zero);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException unwritable) {
            load.breakOff("the journal cannot be written: " + unwritable.getMessage());
        } catch (RuntimeException mistake) {
            load.breakOff("an error in Crossfire while " + one.id() + " was under way: " + mistake);
        } finally {
            runner.over();
        }
    }

    private List<String> objections(String fault) {
        try {
            return targetRecheck.against(fault, open.environment().current());
        } catch (EnvironmentException unknown) {
            return List.of("its targets could not be checked again: " + unknown.getMessage());
        }
    }

    /** A reason of the scenario's to stop early has come. */
    private static final class TooMuchException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String why;

        TooMuchException(String why) {
            super(why);
            this.why = why;
        }
    }
}
