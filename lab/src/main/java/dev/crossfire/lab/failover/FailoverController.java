package dev.crossfire.lab.failover;

import dev.crossfire.lab.failover.PairRoles.PairState;
import dev.crossfire.lab.failover.PairRoles.PairStatus;
import dev.crossfire.lab.failover.WriterProbe.Detector;
import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.truth.TruthLog;
import dev.crossfire.lab.truth.TruthLog.TruthEvent;
import dev.crossfire.lab.zone.ZoneSupply.ZoneSupplies;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches the pair and acts: fails over when the writer is lost, lets it write alone when the reader is, and makes the
 * pair intact again.
 *
 * <p>Two threads: one probes and fails over, the other rebuilds, so that a writer lost during a rebuild is noticed as
 * fast as any other time. Their shared state is one immutable {@link PairRoles}, exchanged under the lock of {@link PairStatus}.
 */
public final class FailoverController implements AutoCloseable {
    private static final String LOST = "its zone is lost";

    private final FailoverSettings settings;
    private final WriterFollowers followers;
    private final ZoneSupplies supplies;
    private final TruthLog truth;
    private final PairStatus status;
    private final PairRepair repair;
    private final WriterProbe probe;
    private final Detector writerDetector;
    private final Detector readerDetector;
    private final ScheduledExecutorService watch = thread("pair-watch");
    private final ScheduledExecutorService rebuilds = thread("pair-repair");

    /** Creates the controller of an intact pair; nothing is watched before {@link #watch()}. */
    public FailoverController(
            FailoverSettings settings,
            PairRoles pair,
            WriterFollowers followers,
            ZoneSupplies supplies,
            TruthLog truth,
            Clock clock) {
        this.settings = settings;
        this.followers = followers;
        this.supplies = supplies;
        this.truth = truth;
        this.status = new PairStatus(pair, clock);
        this.repair = new PairRepair(settings, status, followers, supplies, truth, this::forgetProbes);
        this.probe = new WriterProbe(settings.probeInterval());
        this.writerDetector = new Detector(settings.probeFailures());
        this.readerDetector = new Detector(settings.probeFailures());
    }

    /** Begins to watch. */
    public void watch() {
        long interval = settings.probeInterval().toNanos();
        var unused = watch.scheduleAtFixedRate(this::tick, interval, interval, TimeUnit.NANOSECONDS);
    }

    /** Returns which server writes and which reads now. */
    public PairRoles pair() {
        return status.roles();
    }

    /**
     * Kills the writer, as the loss of its machine would; everything else is left to the detector.
     *
     * @throws FailoverRefusedException if there is no reader to take over
     */
    public void failover(String reason) throws FailoverRefusedException {
        synchronized (status) {
            failover(status.roles(), reason);
        }
    }

    private void failover(PairRoles pair, String reason) throws FailoverRefusedException {
        if (pair.state() != PairState.REDUNDANT) {
            throw new FailoverRefusedException(
                    "the writer " + pair.writer().name() + " has no reader to fail over to: the pair is " + pair.state()
                            + ", wait until redundancy is restored");
        }
        // A machine that loses power disappears for all clients at once; killing its processes takes tens of
        // milliseconds.
        followers.clients().cut();
        pair.writer().kill(reason);
    }

    /** Lets a server die with its zone; it cannot be started before {@link #regain}. */
    public void lose(Server server, String reason) {
        synchronized (status) {
            if (server == status.roles().writer()) {
                followers.clients().cut();
            }
            server.forbidStart(LOST);
            server.kill(reason);
        }
    }

    /** Lets a server be started again after {@link #lose}, which is done when it is missed. */
    public void regain(Server server) {
        server.allowStart(LOST);
    }

    /**
     * Stops a server in an orderly way and starts it again in its place; returns at once.
     *
     * @throws FailoverRefusedException if it is neither the writer nor its reader
     */
    public void reboot(Server server) throws FailoverRefusedException {
        if (status.isOut(server)) {
            throw new FailoverRefusedException(server.name() + " is not available: the pair is " + pair().state()
                    + ", wait until redundancy is restored");
        }
        var unused = watch.submit(() -> isProtected(() -> repair.restartInPlace(server)));
    }

    /** Makes a new reader without waiting for the usual time; nothing happens if there is one. */
    public void heal() {
        var unused = watch.submit(this::beginRebuild);
    }

    /** Stops watching; the servers are left as they are. */
    @Override
    public void close() {
        watch.shutdownNow();
        rebuilds.shutdownNow();
        probe.close();
    }

    private void tick() {
        isProtected(() -> {
            PairRoles now = pair();
            // It probes by a path without a link.
            boolean reached = supplies.network().reaches(now.writer().zone());
            WriterProbe.PairProbeResult sight =
                    reached ? probe.look(now.writer()) : WriterProbe.PairProbeResult.NOTHING;
            judgeWriter(now, sight);
            if (sight.writer()) {
                judgeReader(now, sight);
            }
        });
    }

    private void judgeWriter(PairRoles now, WriterProbe.PairProbeResult sight)
            throws SQLException, PartFailedException, InterruptedException {
        Server writer = now.writer();
        switch (writerDetector.observe(sight.writer())) {
            case HEALTHY -> {}
            case BACK -> truth.write(TruthEvent.ANSWERED, writer.name(), null, "");
            case MISSED -> truth.write(TruthEvent.MISSED, writer.name(), null, "");
            case DEAD -> {
                truth.write(TruthEvent.DECLARED_DEAD, writer.name(), null, settings.probeFailures() + " probes failed");
                repair.replaceWriter(now);
            }
        }
    }

    private void judgeReader(PairRoles now, WriterProbe.PairProbeResult sight) throws SQLException {
        if (now.state() == PairState.REDUNDANT) {
            if (readerDetector.observe(sight.reader()) == Detector.ProbeVerdict.DEAD) {
                truth.write(
                        TruthEvent.DECLARED_DEAD,
                        now.other().name(),
                        null,
                        settings.probeFailures() + " probes failed");
                repair.giveUpReader(now);
            }
        } else if (now.state() == PairState.ALONE && status.aloneFor(settings.rebuildAfter())) {
            beginRebuild();
        }
    }

    private void beginRebuild() {
        PairRoles now;
        synchronized (status) {
            now = status.roles();
            if (now.state() != PairState.ALONE || !supplies.serves(now.other().zone())) {
                return;
            }
            now = now.in(PairState.REBUILDING);
            status.become(now);
        }
        PairRoles rebuilding = now;
        var unused = rebuilds.submit(() -> repair.rebuild(rebuilding));
    }

    private void forgetProbes() {
        writerDetector.reset();
        readerDetector.reset();
    }

    /** A step that fails must not end the watch: it is recorded, and the next probe starts over. */
    private void isProtected(FallibleStep step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | PartFailedException | RuntimeException e) {
            truth.write(TruthEvent.FAILED, pair().writer().name(), null, String.valueOf(e.getMessage()));
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private interface FallibleStep {
        void run() throws SQLException, PartFailedException, InterruptedException;
    }
}
