package dev.crossfire.guardian;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Heals every fault of another process's run, in reverse order, and removes what else carries the run's tag.
 *
 * <p>The conductor may be healing at the same time: every request made here may be made twice.
 */
final class Healing {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final Duration QUICKLY = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LATE_ATTEMPTS = Duration.ofSeconds(2);

    private final OpenEnvironment open;
    private final Consumer<JournalEvent> note;
    private final TimeSource time;
    /** Both by elapsed time: the wall clock may be set. */
    private final Duration began;

    private final Duration deadline;

    /**
     * A healing that begins now.
     *
     * @param note takes what was done; it must not fail
     * @param atMost after which it ends in any case
     */
    Healing(OpenEnvironment open, Consumer<JournalEvent> note, TimeSource time, Duration atMost) {
        this.open = open;
        this.note = note;
        this.time = time;
        this.began = time.elapsed();
        this.deadline = began.plus(atMost);
    }

    /**
     * Heals a run.
     *
     * @return whether nothing of it is left
     */
    boolean heal(RunRecord run, Plan plan, Kinds kinds) throws InterruptedException {
        boolean healed = heal(faults(run, plan, kinds));
        boolean swept = sweep(plan.run());
        if (healed && swept) {
            note.accept(new JournalEvent.AllClear(time.now()));
        }
        return healed && swept;
    }

    /** Also those that were never injected: preparing one leaves something in the environment, too. */
    private List<FaultHealing<?>> faults(RunRecord run, Plan plan, Kinds kinds) {
        List<FaultHealing<?>> faults = new ArrayList<>();
        for (PlannedFault planned : plan.faultsDisabled() ? List.<PlannedFault>of() : plan.faults()) {
            FaultKind<?> kind = kinds.fault(planned.spec().kind()).orElseThrow();
            faults.add(
                    0,
                    FaultHealing.of(
                            kind,
                            planned,
                            plan.run(),
                            open.environment(),
                            run.handle(planned.spec().id())));
        }
        return faults;
    }

    private boolean heal(List<FaultHealing<?>> faults) throws InterruptedException {
        faults.forEach(fault -> note.accept(new JournalEvent.HealStarted(time.now(), fault.id())));
        List<FaultHealing<?>> left = new ArrayList<>(faults);
        while (!left.isEmpty()) {
            left.removeIf(this::isGone);
            if (left.isEmpty() || !mayGoOn()) {
                break;
            }
            pause();
        }
        left.forEach(fault -> note.accept(new JournalEvent.HealEnded(time.now(), fault.id(), false, fault.seen())));
        return left.isEmpty();
    }

    private boolean isGone(FaultHealing<?> fault) {
        boolean gone = fault.attempt();
        if (gone) {
            note.accept(new JournalEvent.HealEnded(time.now(), fault.id(), true, fault.seen()));
        } else if (open.isGone()) {
            gone = true;
            note.accept(new JournalEvent.HealEnded(
                    time.now(), fault.id(), true, "the lab has ended, and everything in it"));
        }
        return gone;
    }

    /**
     * Removes what carries a run's tag: prepared things, and its claim on the environment.
     *
     * @return whether nothing is left of it
     */
    boolean sweep(String run) throws InterruptedException {
        while (!open.isGone()) {
            List<Leftover> stuck = sweepOnce(run);
            if (stuck.isEmpty()) {
                return true;
            }
            if (!mayGoOn()) {
                stuck.forEach(left ->
                        note.accept(new JournalEvent.LeftoverCleared(time.now(), left.id(), false, left.what())));
                return false;
            }
            pause();
        }
        return true;
    }

    /** Returns what is left, with the reason; one provider that cannot be reached keeps no other from being swept. */
    private List<Leftover> sweepOnce(String run) {
        return open.environment().parts().stream()
                .flatMap(part -> sweepOnce(part, run).stream())
                .toList();
    }

    private List<Leftover> sweepOnce(Environment part, String run) {
        try {
            for (Leftover left : tagged(part, run)) {
                part.clear(left);
                note.accept(new JournalEvent.LeftoverCleared(time.now(), left.id(), true, left.what()));
            }
            return tagged(part, run);
        } catch (FaultException | RuntimeException refused) {
            return List.of(new Leftover(run, null, "unknown", "it could not be cleared: " + refused.getMessage()));
        }
    }

    private static List<Leftover> tagged(Environment part, String run) throws FaultException {
        return Stream.concat(part.leftovers().stream(), part.expired().stream())
                .filter(left -> left.run().equals(run))
                .toList();
    }

    private boolean mayGoOn() {
        return time.elapsed().compareTo(deadline) < 0;
    }

    /** Quick while everything may succeed at once, then at a rate that no service limits. */
    private void pause() throws InterruptedException {
        Duration so = time.elapsed().compareTo(began.plus(QUICKLY)) < 0 ? BETWEEN_ATTEMPTS : BETWEEN_LATE_ATTEMPTS;
        time.sleepUntil(time.now().plus(so));
    }

    /** One fault of another process's run, to be healed and verified from here. */
    private static final class FaultHealing<S extends FaultSettings> {
        private final FaultKind<S> kind;
        private final FaultContext<S> context;
        private final Map<String, String> handle;
        private boolean asked;
        private String seen = "it was not observed yet";

        private FaultHealing(FaultKind<S> kind, FaultContext<S> context, Map<String, String> handle) {
            this.kind = kind;
            this.context = context;
            this.handle = handle;
        }

        static <S extends FaultSettings> FaultHealing<S> of(
                FaultKind<S> kind,
                PlannedFault planned,
                String run,
                Environment environment,
                Map<String, String> handle) {
            S settings = kind.description().settings().cast(planned.spec().settings());
            return new FaultHealing<>(
                    kind,
                    new FaultContext<>(
                            run,
                            planned.spec().id(),
                            settings,
                            planned.spec().duration(),
                            planned.targets(),
                            environment),
                    handle);
        }

        String id() {
            return context.fault();
        }

        /** The result of the last attempt. */
        String seen() {
            return seen;
        }

        /** Requests healing until that succeeds, then probes; whether the fault is cleared. */
        boolean attempt() {
            try {
                if (!asked) {
                    kind.heal(context, handle);
                    asked = true;
                }
                ClearedStatus clearedStatus = kind.verifyCleared(context, handle);
                seen = clearedStatus.detail();
                return clearedStatus.cleared();
            } catch (FaultException | RuntimeException refused) {
                // It is tried again: no other process will heal this fault.
                seen = String.valueOf(refused.getMessage());
                return false;
            }
        }
    }
}
