package dev.crossfire.chaos.kubernetes;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes each workload of a fault, or takes back what was changed. */
final class WorkloadInjection extends LeasedInjection {
    private final List<WorkloadStep> steps;
    private final WorkloadStep again;

    /** Changes one workload, or what has come to it since. */
    @FunctionalInterface
    interface WorkloadStep {
        void run() throws FaultException;
    }

    /**
     * An injection that is not started yet.
     *
     * @param again run a few times a second until the fault ends
     */
    WorkloadInjection(
            ClusterLeases leases,
            String run,
            String fault,
            List<WorkloadStep> steps,
            WorkloadStep again,
            RunClock clock,
            @Nullable Duration duration) {
        super(leases, run, fault, clock, duration);
        this.steps = List.copyOf(steps);
        this.again = again;
    }

    @Override
    protected void begin() throws FaultException {
        int begun = 0;
        try {
            for (WorkloadStep step : steps) {
                step.run();
                begun++;
            }
        } catch (FaultException failed) {
            throw begun == 0 && failed instanceof NotInjectedException ? failed : takenBack(failed);
        }
    }

    @Override
    protected void sustain() throws FaultException {
        again.run();
    }
}
