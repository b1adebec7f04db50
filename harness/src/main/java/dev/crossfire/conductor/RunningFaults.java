package dev.crossfire.conductor;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.plan.TargetRecheck;
import dev.crossfire.plan.TargetRecheck.CurrentTargets;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.time.TimeSource;
import dev.crossfire.time.UninterruptibleWait;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The faults of one run: armed before the load begins, then each in a thread of its own. */
final class RunningFaults {
    /** How much longer than planned a fault may take before the run is called broken. */
    private static final Duration FAULT_GRACE = Duration.ofSeconds(30);

    private final RunContext context;
    private final Plan plan;
    private final TimeSource time;
    private final SteadyStateGate gate;
    private final TargetRecheck targetRecheck;
    private final FaultMomentBoard board = new FaultMomentBoard();
    private final List<ArmedFault<?>> armed = new ArrayList<>();
    private final List<FaultRunner> runners = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    RunningFaults(RunContext context, SteadyStateGate gate) {
        this.context = context;
        this.plan = context.plan();
        this.time = context.time();
        this.gate = gate;
        this.targetRecheck = new TargetRecheck(plan, context.limits());
    }

    /**
     * Prepares all.
     *
     * @throws RunErrorException when one cannot be prepared; those before it are {@link #armed}
     */
    void arm() throws RunErrorException {
        context.progress().phase("arming faults");
        for (PlannedFault planned : plan.faultsDisabled() ? List.<PlannedFault>of() : plan.faults()) {
            FaultKind<?> kind = context.kinds()
                    .fault(planned.spec().kind())
                    .orElseThrow(() -> new RunErrorException("no fault kind '"
                            + planned.spec().kind() + "' is on the class path; it was there when the plan was made"));
            context.heartbeat().beat(Healer.ONE_FAULT);
            armed.add(arm(kind, planned));
        }
    }

    private <S extends FaultSettings> ArmedFault<S> arm(FaultKind<S> kind, PlannedFault planned)
            throws RunErrorException {
        return ArmedFault.arm(
                kind, planned, plan.run(), context.environment().environment(), context.injectionPermit());
    }

    /** Those that were prepared, in that order. */
    List<ArmedFault<?>> armed() {
        return armed;
    }

    /** Starts a thread for each. */
    void start(Instant zero, LoadSession load) {
        for (ArmedFault<?> one : armed) {
            FaultRunner runner = one.runner(context, gate, this::recheck, board);
            Thread thread = new Thread(() -> run(one, runner, zero, load), "fault-" + one.id());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
            runners.add(runner);
        }
    }

    private void run(ArmedFault<?> one, FaultRunner runner, Instant zero, LoadSession load) {
        try {
            runner.run(zero);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException unwritable) {
            load.failRun("the journal cannot be written: " + unwritable.getMessage());
        } catch (RuntimeException mistake) {
            load.failRun("an error in Crossfire while " + one.id() + " was under way: " + mistake);
        } finally {
            runner.over();
        }
    }

    private CurrentTargets recheck(String fault) {
        try {
            return targetRecheck.against(
                    fault, context.environment().environment().current());
        } catch (EnvironmentException unknown) {
            return new CurrentTargets(
                    List.of("its targets could not be checked again: " + unknown.getMessage()), List.of());
        }
    }

    /** What is under way when the load has ended is over within its own bound. */
    void await() throws InterruptedException, RunErrorException {
        Duration longest = plan.faults().stream()
                .map(PlannedFault::longest)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration bound = time.elapsed().plus(longest).plus(FAULT_GRACE);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            if (time.elapsed().compareTo(bound) > 0) {
                throw new RunErrorException("a fault is still under way "
                        + longest.plus(FAULT_GRACE).toSeconds() + " s after the load's end; expected at most "
                        + longest.toSeconds());
            }
            context.heartbeat().beat(LoadSupervisor.A_TURN);
            time.sleepUntil(time.now().plus(LoadSupervisor.BETWEEN_TICKS));
        }
    }

    /** Returns when none injects anything any more. */
    void stopInjecting() {
        threads.forEach(Thread::interrupt);
        runners.forEach(FaultRunner::awaitNoMoreInjections);
    }

    /** Returns when no thread probes a target any more. */
    void join() {
        threads.forEach(UninterruptibleWait::join);
    }
}
