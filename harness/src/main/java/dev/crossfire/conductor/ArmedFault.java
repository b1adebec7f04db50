package dev.crossfire.conductor;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A planned fault that is ready to be fired, and what it takes to heal it. */
final class ArmedFault<S extends FaultSettings> {
    /** How long healing may take to show before a fault counts as not proven gone. */
    private static final Duration HEAL_BOUND = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final FaultKind<S> kind;
    private final PlannedFault planned;
    private final Arming<S> arming;
    private final Fault fault;

    private ArmedFault(FaultKind<S> kind, PlannedFault planned, Arming<S> arming, Fault fault) {
        this.kind = kind;
        this.planned = planned;
        this.arming = arming;
        this.fault = fault;
    }

    static <S extends FaultSettings> ArmedFault<S> arm(
            FaultKind<S> kind, PlannedFault planned, String run, Environment environment, Permit permit)
            throws BrokenException {
        Arming<S> arming = new Arming<>(
                run,
                planned.spec().id(),
                kind.settings().cast(planned.spec().settings()),
                planned.spec().duration(),
                planned.targets(),
                environment);
        try {
            return new ArmedFault<>(kind, planned, arming, new PermittedFault(kind.arm(arming), permit));
        } catch (FaultException unready) {
            takeBack(kind, arming, unready);
            throw new BrokenException(
                    planned.spec().id() + " could not be made ready: " + unready.getMessage(), unready);
        }
    }

    /** Half an arming may have left something in the environment. */
    private static <S extends FaultSettings> void takeBack(
            FaultKind<S> kind, Arming<S> arming, FaultException unready) {
        boolean interrupted = Thread.interrupted();
        try {
            kind.heal(arming, Map.of());
        } catch (FaultException stuck) {
            unready.addSuppressed(stuck);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    String id() {
        return planned.spec().id();
    }

    FaultRunner runner(
            Plan plan,
            SteadyStateGate gate,
            Clearance clearance,
            MomentBoard board,
            Journal journal,
            Time time,
            Progress progress) {
        return new FaultRunner(planned, fault, plan, gate, clearance, board, journal, time, progress);
    }

    /**
     * Heals, waits until the fault is seen to be gone, and lets go of the target.
     *
     * @throws IOException when the journal could not be written; the fault was healed all the same
     */
    void heal(OpenEnvironment open, Journal journal, Time time, Progress progress) throws IOException {
        @Nullable IOException before = tryWrite(journal, new JournalEvent.HealStarted(time.now(), id()));
        boolean proven = false;
        String seen;
        try (fault) {
            kind.heal(arming, fault.handle());
            Sighting sighting = lookUntilGone(open, time);
            proven = sighting.cleared() || open.isGone();
            seen = sighting.seen();
        } catch (FaultException | RuntimeException refused) {
            // A lab of our own that has died took everything with it that could have been left.
            proven = open.isGone();
            seen = proven ? "the lab has ended, and everything in it" : String.valueOf(refused.getMessage());
        }
        @Nullable IOException after = tryWrite(journal, new JournalEvent.HealEnded(time.now(), id(), proven, seen));
        if (!proven) {
            progress.event(id() + " could not be proven gone: " + seen);
        }
        if (before != null || after != null) {
            throw new IOException("the journal could not be written", after == null ? before : after);
        }
    }

    private static @Nullable IOException tryWrite(Journal journal, JournalEvent event) {
        try {
            journal.append(event);
            return null;
        } catch (IOException unwritable) {
            return unwritable;
        }
    }

    private Sighting lookUntilGone(OpenEnvironment open, Time time) {
        Instant bound = time.now().plus(HEAL_BOUND);
        Sighting sighting = fault.look();
        try {
            while (!sighting.cleared() && !open.isGone() && time.now().isBefore(bound)) {
                time.sleepUntil(time.now().plus(BETWEEN_LOOKS));
                sighting = fault.look();
            }
        } catch (InterruptedException asked) {
            // A second Ctrl-C: what is proven now is all that can be said.
            Thread.currentThread().interrupt();
        }
        return sighting;
    }
}
