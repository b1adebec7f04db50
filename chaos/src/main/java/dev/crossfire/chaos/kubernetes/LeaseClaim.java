package dev.crossfire.chaos.kubernetes;

import dev.crossfire.spi.EnvironmentClaim;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.util.Optional;

/** A run's claim on a namespace: one Lease, which the cluster lets no other run create. */
final class LeaseClaim implements EnvironmentClaim {
    private static final String NAME = "crossfire-claim";

    private final Marks marks;
    private final String run;
    private final Duration forAtMost;

    private LeaseClaim(Marks marks, String run, Duration forAtMost) {
        this.marks = marks;
        this.run = run;
        this.forAtMost = forAtMost;
    }

    static LeaseClaim take(Marks marks, String run, Duration forAtMost) throws FaultException {
        LeaseClaim hold = new LeaseClaim(marks, run, forAtMost);
        Optional<Lease> standing = marks.find(NAME);
        if (standing.isPresent() && !hold.isOurs(standing.get())) {
            hold.takeOver(standing.get());
        } else if (!marks.create(NAME, run, null, forAtMost)) {
            hold.renew();
        }
        return hold;
    }

    /** An expired one, as it was read: of two runs at the same time, one finds it changed. */
    private void takeOver(Lease lease) throws FaultException {
        if (marks.stands(lease)) {
            throw refused(lease);
        }
        if (!marks.takeOver(lease, run, forAtMost)) {
            throw new FaultException(
                    "run " + run + " could not take over the hold of a run that is over: another process"
                            + " did so at the same moment; wait until that has ended");
        }
    }

    @Override
    public void renew() throws FaultException {
        Lease lease = marks.find(NAME)
                .orElseThrow(() -> new FaultException("run " + run + " has lost its hold: its lease was deleted"));
        if (!isOurs(lease)) {
            throw refused(lease);
        }
        if (!marks.renew(lease, forAtMost)) {
            throw new FaultException("run " + run + " could not renew its hold: another process changed it meanwhile");
        }
    }

    @Override
    public void release() throws FaultException {
        Optional<Lease> lease = marks.find(NAME);
        if (lease.isPresent() && isOurs(lease.get())) {
            marks.delete(NAME);
        }
    }

    private boolean isOurs(Lease lease) {
        return run.equals(lease.getSpec().getHolderIdentity());
    }

    private FaultException refused(Lease lease) {
        return new FaultException("run " + lease.getSpec().getHolderIdentity()
                + " holds the environment; wait until it has ended, or abort it");
    }
}
