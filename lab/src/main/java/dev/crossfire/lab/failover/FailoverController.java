package dev.crossfire.lab.failover;

import dev.crossfire.lab.failover.PairRoles.State;
import dev.crossfire.lab.postgres.Roles;
import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.truth.TruthEvent;
import dev.crossfire.lab.truth.TruthLog;
import dev.crossfire.lab.zone.ZoneSupplies;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches the pair and acts: fails over when the writer is lost, lets it write alone when the reader is, and makes the
 * pair intact again.
 *
 * <p>Two threads: one probes and fails over, the other rebuilds, so that a writer lost during a rebuild is noticed as
 * fast as any other time. Their shared state is one immutable {@link PairRoles}, exchanged under this object's lock.
 */
public final class FailoverController implements AutoCloseable {
    private static final String LOST = "its zone is lost";

    private final FailoverSettings settings;
    private final WriterFollowers followers;
    private final ZoneSupplies supplies;
    private final TruthLog truth;
    private final Clock clock;
    private final WriterProbe probe;
    private final Detector writerDetector;
    private final Detector readerDetector;
    private final ScheduledExecutorService watch = thread("pair-watch");
    private final ScheduledExecutorService repair = thread("pair-repair");

    private PairRoles pair;
    private Instant aloneSince = Instant.MAX;

    /** Creates the controller of an intact pair; nothing is watched before {@link #watch()}. */
    public FailoverController(
            FailoverSettings settings,
            PairRoles pair,
            WriterFollowers followers,
            ZoneSupplies supplies,
            TruthLog truth,
            Clock clock) {
        this.settings = settings;
        this.pair = pair;
        this.followers = followers;
        this.supplies = supplies;
        this.truth = truth;
        this.clock = clock;
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
    public synchronized PairRoles pair() {
        return pair;
    }

    /**
     * Kills the writer, as the loss of its machine would; everything else is left to the detector.
     *
     * @throws RefusedException if there is no reader to take over
     */
    public synchronized void failover(String reason) throws RefusedException {
        if (pair.state() != State.WHOLE) {
            throw new RefusedException("the writer " + pair.writer().name()
                    + " has no reader to fail over to: the pair is " + pair.state() + ", wait until it is whole");
        }
        // A machine that loses power disappears for all clients at once; killing its processes takes tens of
        // milliseconds.
        followers.clients().cut();
        pair.writer().kill(reason);
    }

    /** Lets a server die with its zone; it cannot be started before {@link #regain}. */
    public synchronized void lose(Server server, String reason) {
        if (server == pair.writer()) {
            followers.clients().cut();
        }
        server.hold(LOST);
        server.kill(reason);
    }

    /** Lets a server be started again after {@link #lose}, which is done when it is missed. */
    public void regain(Server server) {
        server.release(LOST);
    }

    /**
     * Stops a server in an orderly way and starts it again in its place; returns at once.
     *
     * @throws RefusedException if it is neither the writer nor its reader
     */
    public void reboot(Server server) throws RefusedException {
        if (isOut(server)) {
            throw new RefusedException(
                    server.name() + " is not available: the pair is " + pair().state() + ", wait until it is whole");
        }
        var unused = watch.submit(() -> guarded(() -> restartInPlace(server)));
    }

    /** Started as it is, a writer that was fenced would be a second one. */
    private synchronized boolean isOut(Server server) {
        return server != pair.writer() && pair.state() != State.WHOLE;
    }

    /** Makes a new reader without waiting for the usual time; nothing happens if there is one. */
    public void heal() {
        var unused = watch.submit(this::beginRebuild);
    }

    /** Stops watching; the servers are left as they are. */
    @Override
    public void close() {
        watch.shutdownNow();
        repair.shutdownNow();
        probe.close();
    }

    private void tick() {
        guarded(() -> {
            PairRoles now = pair();
            // It probes by a path without a link.
            boolean reached = supplies.network().reaches(now.writer().zone());
            PairProbeResult sight = reached ? probe.look(now.writer()) : PairProbeResult.NOTHING;
            judgeWriter(now, sight);
            if (sight.writer()) {
                judgeReader(now, sight);
            }
        });
    }

    private void judgeWriter(PairRoles now, PairProbeResult sight)
            throws SQLException, PartFailedException, InterruptedException {
        Server writer = now.writer();
        switch (writerDetector.observe(sight.writer())) {
            case HEALTHY -> {}
            case BACK -> truth.write(TruthEvent.ANSWERED, writer.name(), null, "");
            case MISSED -> truth.write(TruthEvent.MISSED, writer.name(), null, "");
            case DEAD -> {
                truth.write(TruthEvent.CONDEMNED, writer.name(), null, settings.probeFailures() + " probes failed");
                replaceWriter(now);
            }
        }
    }

    private void judgeReader(PairRoles now, PairProbeResult sight) throws SQLException {
        if (now.state() == State.WHOLE) {
            if (readerDetector.observe(sight.reader()) == Detector.Verdict.DEAD) {
                truth.write(
                        TruthEvent.CONDEMNED, now.other().name(), null, settings.probeFailures() + " probes failed");
                Roles.writeAlone(now.writer());
                alone(now.in(State.ALONE));
            }
        } else if (now.state() == State.ALONE && alonePast(settings.rebuildAfter())) {
            beginRebuild();
        }
    }

    private void replaceWriter(PairRoles now) throws SQLException, PartFailedException {
        boolean replaceable =
                now.state() == State.WHOLE && supplies.serves(now.other().zone());
        if (!replaceable && !supplies.serves(now.writer().zone())) {
            truth.write(TruthEvent.FAILED, now.writer().name(), null, "neither it nor a reader can be reached");
            return;
        }
        now.writer().fence();
        truth.write(TruthEvent.FENCED, now.writer().name(), null, "");
        if (replaceable) {
            promoteOther(now);
        } else if (now.state() == State.WHOLE) {
            now.other().fence();
            restartDead(now.in(State.ALONE));
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
            alone(now.turned());
        } catch (SQLException | PartFailedException e) {
            truth.write(TruthEvent.FAILED, now.other().name(), null, "promotion: " + e.getMessage());
            // It may yet become a writer by itself: it must have ended before the old one writes again.
            now.other().fence();
            restartDead(now.in(State.ALONE));
        }
    }

    private void restartDead(PairRoles now) throws SQLException, PartFailedException {
        now.writer().start();
        followers.clients().to(now.writer().port());
        if (pair().state() != State.WHOLE || now.state() == State.ALONE) {
            Roles.writeAlone(now.writer());
        }
        truth.write(
                TruthEvent.RESTARTED, now.writer().name(), now.writer().pid().orElse(null), "no reader to promote");
        if (now.state() != State.REBUILDING) {
            alone(now.in(State.ALONE));
        }
    }

    private void restartInPlace(Server server) throws PartFailedException, InterruptedException {
        if (isOut(server)) {
            return;
        }
        server.stop();
        server.start();
        truth.write(TruthEvent.RESTARTED, server.name(), server.pid().orElse(null), "asked to");
        writerDetector.reset();
        readerDetector.reset();
    }

    private void beginRebuild() {
        synchronized (this) {
            if (pair.state() != State.ALONE || !supplies.serves(pair.other().zone())) {
                return;
            }
            pair = pair.in(State.REBUILDING);
        }
        PairRoles now = pair();
        var unused = repair.submit(() -> rebuild(now));
    }

    private void rebuild(PairRoles now) {
        truth.write(TruthEvent.REBUILDING, now.other().name(), null, "");
        try {
            now.other().fence();
            followers.reader().to(now.writer().port());
            Roles.join(now.writer(), now.other(), followers.replicationPort(), settings.synchronous());
            synchronized (this) {
                pair = now.in(State.WHOLE);
            }
            truth.write(TruthEvent.WHOLE, now.other().name(), now.other().pid().orElse(null), "");
        } catch (SQLException | IOException | PartFailedException | IllegalStateException e) {
            truth.write(TruthEvent.NOT_REBUILT, now.other().name(), null, String.valueOf(e.getMessage()));
            // It may have got as far as to let commits wait for it.
            guarded(() -> Roles.writeAlone(now.writer()));
            alone(now.in(State.ALONE));
        }
    }

    private void alone(PairRoles next) {
        synchronized (this) {
            pair = next;
            aloneSince = clock.instant();
        }
        writerDetector.reset();
        readerDetector.reset();
        truth.write(TruthEvent.ALONE, next.writer().name(), next.writer().pid().orElse(null), "");
    }

    private synchronized boolean alonePast(Duration limit) {
        return !clock.instant().isBefore(aloneSince.plus(limit));
    }

    /** A step that fails must not end the watch: it is recorded, and the next probe starts over. */
    private void guarded(Step step) {
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

    private interface Step {
        void run() throws SQLException, PartFailedException, InterruptedException;
    }
}
