package dev.crossfire.guardian;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.spi.ClearedStatus;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import java.util.Map;

/** One fault of another process's run, to be healed and verified from here. */
final class FaultHealing<S extends FaultSettings> {
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
            FaultKind<S> kind, PlannedFault planned, String run, Environment environment, Map<String, String> handle) {
        S settings = kind.settings().cast(planned.spec().settings());
        return new FaultHealing<>(
                kind,
                new FaultContext<>(
                        run, planned.spec().id(), settings, planned.spec().duration(), planned.targets(), environment),
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
            ClearedStatus clearedStatus = kind.prove(context, handle);
            seen = clearedStatus.seen();
            return clearedStatus.gone();
        } catch (FaultException | RuntimeException refused) {
            // It is tried again: no other process will heal this fault.
            seen = String.valueOf(refused.getMessage());
            return false;
        }
    }
}
