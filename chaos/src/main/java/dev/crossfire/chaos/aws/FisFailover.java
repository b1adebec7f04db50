package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairFailover;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A failover by an experiment of FIS; the same for the lab and for AWS. */
final class FisFailover implements PairFailover {
    private final FisDisruption disruption;
    private final Target target;
    private final DatabasePair pair;
    private final Duration settling;
    private final InstantSource clock;

    /**
     * A failover of a target.
     *
     * @param settling how long after its start the service may call an experiment completed though the database has not
     *     begun to fail over
     */
    FisFailover(FisDisruption disruption, Target target, DatabasePair pair, Duration settling, InstantSource clock) {
        this.disruption = disruption;
        this.target = target;
        this.pair = pair;
        this.settling = settling;
        this.clock = clock;
    }

    @Override
    public DatabasePair pair() {
        return pair;
    }

    @Override
    public PreparedInjection prepare(String run, String fault) throws FaultException {
        DisruptionSpec spec = new DisruptionSpec(Capability.FAILOVER, new DatabaseFailover.Settings());
        return disruption.prepare(run, fault, List.of(new InjectionStep(spec, List.of(target), Duration.ZERO, null)));
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        disruption.undo(run, fault, handle);
    }

    @Override
    public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        return disruption.left(run, fault, handle);
    }

    @Override
    public boolean mayStillCome(String run, String fault, Map<String, String> handle) throws FaultException {
        return !settling.isZero()
                && disruption.startedSince(run, fault, handle, clock.instant().minus(settling));
    }
}
