package dev.crossfire.chaos;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Absence;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a database's standby take over from its writer. */
public final class DatabaseFailover implements FaultKind<DatabaseFailover.Settings> {
    /** Nothing is particular to it. */
    public record Settings() implements FaultSettings {}

    /**
     * A failover is one action of FIS, at USD 0.10 for each minute that an action runs, begun minutes counted in full;
     * it is over within the first. Source: the price list of AWS FIS.
     */
    private static final double DOLLARS_PER_TARGET = 0.10;

    /** RDS documents 60 s to 120 s for its slowest kind of pair; Aurora and the lab take less. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    /** In the handle, before a target's id: the node that was its writer when the fault was armed. */
    static final String WRITER = "writer ";

    @Override
    public String name() {
        return "database-failover";
    }

    @Override
    public String summary() {
        return "makes a database's standby take over from its writer";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.FAILOVER);
    }

    @Override
    public boolean lasts() {
        return false;
    }

    @Override
    public Duration longest(FaultSpec spec) {
        return LONGEST;
    }

    @Override
    public @Nullable String irreversible(FaultSpec spec) {
        return "the writer's role moves; the pair heals itself, with the roles exchanged";
    }

    @Override
    public double costDollars(FaultSpec spec, int targets) {
        return DOLLARS_PER_TARGET * targets;
    }

    @Override
    public Fault arm(Arming<Settings> arming) throws FaultException {
        return ArmedFailover.of(arming);
    }

    @Override
    public void heal(Arming<Settings> arming, Map<String, String> handle) throws FaultException {
        @Nullable FaultException trouble = null;
        for (Target target : arming.targets()) {
            try {
                arming.environment().offer(target, Failover.class).undo(arming.run(), arming.fault(), handle);
            } catch (FaultException failed) {
                // One target that cannot be healed must not keep the others from it.
                if (trouble == null) {
                    trouble = failed;
                } else {
                    trouble.addSuppressed(failed);
                }
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    @Override
    public Absence prove(Arming<Settings> arming, Map<String, String> handle) throws FaultException {
        List<String> seen = new ArrayList<>();
        boolean gone = true;
        for (Target target : arming.targets()) {
            Absence absence = prove(arming, target, handle);
            gone &= absence.gone();
            seen.add(absence.seen());
        }
        return new Absence(gone, String.join("; ", seen));
    }

    private static Absence prove(Arming<Settings> arming, Target target, Map<String, String> handle)
            throws FaultException {
        Failover failover = arming.environment().offer(target, Failover.class);
        Absence left = failover.left(arming.run(), arming.fault(), handle);
        PairProof proof = PairProof.of(failover.pair());
        String seen = left.seen() + "; " + proof.seen();
        if (!left.gone() || !proof.whole()) {
            return new Absence(false, seen);
        }
        // A database that is as it was may be about to fail over; one whose writer has changed has done so.
        String before = handle.get(WRITER + target.id());
        boolean bitten = before != null && !before.equals(proof.writer());
        return bitten || !failover.mayStillCome(arming.run(), arming.fault())
                ? new Absence(true, seen)
                : new Absence(false, seen + "; it may still fail over");
    }

    @Override
    public @Nullable String rebuilding(Arming<Settings> arming) throws FaultException {
        return Redundancy.lacking(arming.environment(), arming.targets());
    }

    @Override
    public String confirmedBy() {
        return "another node than before is the writer and has taken a real commit";
    }

    @Override
    public String healedBy() {
        return "a command that still runs is stopped and its template deleted; a failover that took place is not undone,"
                + " and is gone when the new writer has as many standbys as the old one had";
    }
}
