package dev.crossfire.conductor;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.guardian.InjectionPermit;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.Fault.FaultDelivery;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.time.UninterruptibleWait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A planned fault that is armed, with the context and the handle by which it is healed. */
final class ArmedFault<S extends FaultSettings> {
    private final FaultKind<S> kind;
    private final PlannedFault planned;
    private final FaultContext<S> context;
    private final Fault fault;

    private ArmedFault(FaultKind<S> kind, PlannedFault planned, FaultContext<S> context, Fault fault) {
        this.kind = kind;
        this.planned = planned;
        this.context = context;
        this.fault = fault;
    }

    static <S extends FaultSettings> ArmedFault<S> arm(
            FaultKind<S> kind,
            PlannedFault planned,
            String run,
            Environment environment,
            InjectionPermit injectionPermit)
            throws RunErrorException {
        FaultContext<S> context = new FaultContext<>(
                run,
                planned.spec().id(),
                kind.description().settings().cast(planned.spec().settings()),
                planned.spec().duration(),
                planned.targets(),
                environment);
        try {
            return new ArmedFault<>(kind, planned, context, new PermittedFault(kind.arm(context), injectionPermit));
        } catch (FaultException unready) {
            undoArming(kind, context, unready);
            throw new RunErrorException(planned.spec().id() + " could not be armed: " + unready.getMessage(), unready);
        }
    }

    /** A half-finished preparation may have left something in the environment. */
    private static <S extends FaultSettings> void undoArming(
            FaultKind<S> kind, FaultContext<S> context, FaultException unready) {
        try {
            UninterruptibleWait.take(() -> kind.heal(context, Map.of()));
        } catch (FaultException stuck) {
            unready.addSuppressed(stuck);
        }
    }

    String id() {
        return planned.spec().id();
    }

    FaultRunner runner(
            RunContext run,
            SteadyStateGate gate,
            FaultRunner.PreInjectionCheck preInjectionCheck,
            FaultMomentBoard board) {
        return new FaultRunner(planned, fault, run, gate, preInjectionCheck, board);
    }

    /**
     * Requests healing from the environment.
     *
     * @throws FaultException when that could not even be requested
     */
    void requestHealing() throws FaultException {
        Map<String, String> handle = new HashMap<>(fault.handle());
        handle.putAll(fault.injectedHandle());
        kind.heal(context, handle);
        fault.endReported();
    }

    /** Probes the target once. */
    ProbeResult probe() {
        return fault.probe();
    }

    /** How much of what it was to do it has done, once it does no more; null when it does not count. */
    @Nullable
    FaultDelivery delivery() {
        return fault.delivery();
    }

    /**
     * What is still recreated though the fault is healed; null when nothing is, or the environment does not report it.
     */
    @Nullable
    String rebuilding() {
        try {
            return kind.rebuilding(context);
        } catch (FaultException | RuntimeException failed) {
            // It only informs a person what the proof of clearing waits for; the proof itself is made elsewhere.
            return null;
        }
    }

    /** Closes the connection to its target. */
    void close() {
        fault.close();
    }

    /**
     * A fault that is injected only while this process may still break something; probing and healing are always allowed.
     */
    private static final class PermittedFault implements Fault {
        private final Fault fault;
        private final InjectionPermit injectionPermit;

        PermittedFault(Fault fault, InjectionPermit injectionPermit) {
            this.fault = fault;
            this.injectionPermit = injectionPermit;
        }

        @Override
        public void retarget(List<Target> targets) throws FaultException {
            fault.retarget(targets);
        }

        @Override
        public void inject() throws FaultException {
            @Nullable String objection = injectionPermit.objection();
            if (objection != null) {
                throw new NotInjectedException("it was not injected: " + objection);
            }
            fault.inject();
        }

        @Override
        public Map<String, String> handle() {
            return fault.handle();
        }

        @Override
        public Map<String, String> injectedHandle() {
            return fault.injectedHandle();
        }

        @Override
        public ProbeResult probe() {
            return fault.probe();
        }

        @Override
        public void endReported() {
            fault.endReported();
        }

        @Override
        public @Nullable FaultDelivery delivery() {
            return fault.delivery();
        }

        @Override
        public void close() {
            fault.close();
        }
    }
}
