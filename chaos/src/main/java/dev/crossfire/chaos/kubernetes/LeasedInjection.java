package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.chaos.injection.TimedInjection;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An injection that goes on as long as its Lease exists; a process that deletes the Lease and what was changed heals it. */
abstract class LeasedInjection extends TimedInjection {
    private final ClusterLeases leases;
    private final String run;
    private final String fault;

    LeasedInjection(ClusterLeases leases, String run, String fault, RunClock clock, @Nullable Duration duration) {
        super(clock, duration);
        this.leases = leases;
        this.run = run;
        this.fault = fault;
    }

    /** Run and fault suffice. */
    @Override
    public final Map<String, String> handle() {
        return Map.of();
    }

    @Override
    protected final boolean isHealed() throws FaultException {
        return !leases.mayKill(run, fault);
    }

    @Override
    protected final void end() throws FaultException {
        leases.forbid(run, fault);
    }

    /** Takes back what has begun, and says whether that worked. */
    final FaultException takenBack(FaultException failed) {
        Rollback.after(failed, this::end);
        return new FaultException(
                "it was injected in part, "
                        + (failed.getSuppressed().length == 0 ? "and taken back: " : "and must be healed: ")
                        + failed.getMessage(),
                failed);
    }
}
