package dev.crossfire.lab.failover;

import dev.crossfire.lab.failover.PairRoles.PairState;
import dev.crossfire.lab.failover.PairRoles.PairStatus;
import dev.crossfire.lab.postgres.Roles;
import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.truth.TruthLog;
import dev.crossfire.lab.truth.TruthLog.TruthEvent;
import dev.crossfire.lab.zone.ZoneSupply.ZoneSupplies;
import java.io.IOException;
import java.sql.SQLException;

/** What is done to the pair once the detectors have decided: promote, restart, make a new reader. */
final class PairRepair {
    private final FailoverSettings settings;
    private final PairStatus status;
    private final WriterFollowers followers;
    private final ZoneSupplies supplies;
    private final TruthLog truth;
    private final Runnable forgetProbes;

    /**
     * Creates it.
     *
     * @param forgetProbes lets the detectors start over, because the servers are others now
     */
    PairRepair(
            FailoverSettings settings,
            PairStatus status,
            WriterFollowers followers,
            ZoneSupplies supplies,
            TruthLog truth,
            Runnable forgetProbes) {
        this.settings = settings;
        this.status = status;
        this.followers = followers;
        this.supplies = supplies;
        this.truth = truth;
        this.forgetProbes = forgetProbes;
    }

    /** Promotes the reader in place of a dead writer; starts the writer again where no reader can take over. */
    void replaceWriter(PairRoles now) throws SQLException, PartFailedException {
        boolean replaceable = now.state() == PairState.REDUNDANT
                && supplies.serves(now.other().zone());
        if (!replaceable && !supplies.serves(now.writer().zone())) {
            truth.write(TruthEvent.FAILED, now.writer().name(), null, "neither it nor a reader can be reached");
            return;
        }
        now.writer().fence();
        truth.write(TruthEvent.FENCED, now.writer().name(), null, "");
        if (replaceable) {
            promoteOther(now);
        } else if (now.state() == PairState.REDUNDANT) {
            now.other().fence();
            restartDead(now.in(PairState.ALONE));
        } else {
            // Half a copy is no reader, and a reader that lagged behind was given up before.
            restartDead(now);
        }
    }

    private void promoteOther(PairRoles now) throws SQLException, PartFailedException {
        try {
            if (now.other().pid().isEmpty()) {
                // It died with its zone and is the first to have it back; it was intact when it died.
                now.other().start();
            }
            Roles.promote(now.other());
            truth.write(
                    TruthEvent.PROMOTED, now.other().name(), now.other().pid().orElse(null), "");
            followers.clients().to(now.other().port());
            truth.write(
                    TruthEvent.REPOINTED,
                    now.other().name(),
                    null,
                    "port " + now.other().port());
            runWithoutStandby(now.turned());
        } catch (SQLException | PartFailedException e) {
            truth.write(TruthEvent.FAILED, now.other().name(), null, "promotion: " + e.getMessage());
            // It may yet become a writer by itself: it must have ended before the old one writes again.
            now.other().fence();
            restartDead(now.in(PairState.ALONE));
        }
    }

    private void restartDead(PairRoles now) throws SQLException, PartFailedException {
        now.writer().start();
        followers.clients().to(now.writer().port());
        if (status.roles().state() != PairState.REDUNDANT || now.state() == PairState.ALONE) {
            Roles.writeWithoutStandby(now.writer());
        }
        truth.write(
                TruthEvent.RESTARTED, now.writer().name(), now.writer().pid().orElse(null), "no reader to promote");
        if (now.state() != PairState.REBUILDING) {
            runWithoutStandby(now.in(PairState.ALONE));
        }
    }

    /** Stops a server in an orderly way and starts it again in its place, unless it has lost its role meanwhile. */
    void restartInPlace(Server server) throws PartFailedException, InterruptedException {
        if (status.isOut(server)) {
            return;
        }
        server.stop();
        server.start();
        truth.write(TruthEvent.RESTARTED, server.name(), server.pid().orElse(null), "asked to");
        forgetProbes.run();
    }

    /** Lets the writer go on without its standby. */
    void giveUpReader(PairRoles now) throws SQLException {
        Roles.writeWithoutStandby(now.writer());
        runWithoutStandby(now.in(PairState.ALONE));
    }

    /** Makes a new reader of the server that is none; the writer is alone again when that fails. */
    void rebuild(PairRoles now) {
        truth.write(TruthEvent.REBUILDING, now.other().name(), null, "");
        try {
            now.other().fence();
            followers.reader().to(now.writer().port());
            Roles.join(now.writer(), now.other(), followers.replicationPort(), settings.synchronous());
            status.become(now.in(PairState.REDUNDANT));
            truth.write(
                    TruthEvent.REDUNDANT, now.other().name(), now.other().pid().orElse(null), "");
        } catch (SQLException | IOException | PartFailedException | IllegalStateException e) {
            truth.write(TruthEvent.NOT_REBUILT, now.other().name(), null, String.valueOf(e.getMessage()));
            stopWaitingForReader(now);
            runWithoutStandby(now.in(PairState.ALONE));
        }
    }

    /** A rebuild may have got as far as to let commits wait for the reader. */
    private void stopWaitingForReader(PairRoles now) {
        try {
            Roles.writeWithoutStandby(now.writer());
        } catch (SQLException | RuntimeException e) {
            truth.write(TruthEvent.FAILED, now.writer().name(), null, String.valueOf(e.getMessage()));
        }
    }

    private void runWithoutStandby(PairRoles next) {
        status.become(next);
        forgetProbes.run();
        truth.write(TruthEvent.ALONE, next.writer().name(), next.writer().pid().orElse(null), "");
    }
}
