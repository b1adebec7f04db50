package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.Command;
import dev.crossfire.chaos.Failover;
import dev.crossfire.chaos.Harm;
import dev.crossfire.chaos.Pair;
import dev.crossfire.chaos.Strike;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Absence;
import dev.crossfire.spi.FaultException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A failover by an experiment of FIS; the same for the lab and for AWS. */
final class FisFailover implements Failover {
    private final FisDisruption disruption;
    private final Target target;
    private final Pair pair;
    private final Duration settling;
    private final Clock clock = Clock.systemUTC();

    /**
     * A failover of a target.
     *
     * @param settling how long after its start the service may call an experiment completed though the database has not
     *     begun to fail over
     */
    FisFailover(FisDisruption disruption, Target target, Pair pair, Duration settling) {
        this.disruption = disruption;
        this.target = target;
        this.pair = pair;
        this.settling = settling;
    }

    @Override
    public Pair pair() {
        return pair;
    }

    @Override
    public Command prepare(String run, String fault) throws FaultException {
        Harm harm = new Harm(Capability.FAILOVER, Map.of());
        return disruption.prepare(run, fault, List.of(new Strike(harm, List.of(target), Duration.ZERO, null)));
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        disruption.undo(run, fault, handle);
    }

    @Override
    public Absence left(String run, String fault, Map<String, String> handle) throws FaultException {
        return disruption.left(run, fault, handle);
    }

    @Override
    public boolean mayStillCome(String run, String fault) throws FaultException {
        return !settling.isZero()
                && disruption.startedSince(run, fault, clock.instant().minus(settling));
    }
}
