package dev.crossfire.chaos.database;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a database's standby take over from its writer. */
public final class DatabaseFailover implements FaultKind<DatabaseFailover.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "database-failover",
            "makes a database's standby take over from its writer",
            Settings.class,
            Set.of(Capability.FAILOVER),
            DurationRule.NONE,
            "the writer's role moves; the pair heals itself, with the roles exchanged",
            "another node than before is the writer and has accepted a real commit",
            "a command that still runs is stopped and its template deleted; a failover that happened is not undone,"
                    + " and is cleared when the new writer has as many standbys as the old one had");

    /** Nothing is particular to it. */
    public record Settings() implements FaultSettings {}

    /** RDS documents 60 s to 120 s for its slowest kind of pair; Aurora and the lab take less. */
    static final Duration LONGEST_FAILOVER = Duration.ofMinutes(2);

    /** In the handle, before a target's id: the node that was its writer when the fault was prepared. */
    static final String WRITER = "writer ";

    @Override
    public FaultDescription<Settings> description() {
        return DESCRIPTION;
    }

    @Override
    public Duration maxDuration(FaultSpec spec) {
        return LONGEST_FAILOVER;
    }

    @Override
    public Fault arm(FaultContext<Settings> context) throws FaultException {
        return FailoverFault.of(context);
    }

    @Override
    public void heal(FaultContext<Settings> context, Map<String, String> handle) throws FaultException {
        @Nullable FaultException problem = null;
        for (Target target : context.targets()) {
            try {
                context.environment()
                        .capability(target, PairFailover.class)
                        .undo(context.run(), context.fault(), handle);
            } catch (FaultException failed) {
                // One target that cannot be healed must not keep the others from it.
                if (problem == null) {
                    problem = failed;
                } else {
                    problem.addSuppressed(failed);
                }
            }
        }
        if (problem != null) {
            throw problem;
        }
    }

    @Override
    public ClearedStatus verifyCleared(FaultContext<Settings> context, Map<String, String> handle)
            throws FaultException {
        List<String> seen = new ArrayList<>();
        boolean cleared = true;
        for (Target target : context.targets()) {
            ClearedStatus clearedStatus = verifyCleared(context, target, handle);
            cleared &= clearedStatus.cleared();
            seen.add(clearedStatus.detail());
        }
        return new ClearedStatus(cleared, String.join("; ", seen));
    }

    private static ClearedStatus verifyCleared(
            FaultContext<Settings> context, Target target, Map<String, String> handle) throws FaultException {
        PairFailover failover = context.environment().capability(target, PairFailover.class);
        ClearedStatus left = failover.left(context.run(), context.fault(), handle);
        PairConfirmation proof =
                PairConfirmation.of(failover.pair(), context.environment().clock());
        String seen = left.detail() + "; " + proof.detail();
        if (!left.cleared() || !proof.intact()) {
            return new ClearedStatus(false, seen);
        }
        // A database that is as it was may be about to fail over; one whose writer has changed has done so.
        String before = handle.get(WRITER + target.id());
        boolean confirmed = before != null && !before.equals(proof.writer());
        return confirmed || !failover.mayStillCome(context.run(), context.fault(), handle)
                ? new ClearedStatus(true, seen)
                : new ClearedStatus(false, seen + "; it may still fail over");
    }

    @Override
    public @Nullable String rebuilding(FaultContext<Settings> context) throws FaultException {
        return lackingStandbys(context.environment(), context.targets());
    }

    /**
     * Probes each database once, and names those that serve but have no standby yet that could take over.
     *
     * @return null when none lacks its standby, or none serves
     * @throws FaultException when one of them is no database
     */
    public static @Nullable String lackingStandbys(Environment environment, List<Target> databases)
            throws FaultException {
        List<String> lacking = new ArrayList<>();
        for (Target database : databases) {
            PairConfirmation proof = PairConfirmation.of(
                    environment.capability(database, PairFailover.class).pair(), environment.clock());
            if (proof.writable() && !proof.intact()) {
                lacking.add("the standby of " + database.role() + " (" + proof.detail() + ")");
            }
        }
        return lacking.isEmpty() ? null : String.join(", ", lacking);
    }
}
