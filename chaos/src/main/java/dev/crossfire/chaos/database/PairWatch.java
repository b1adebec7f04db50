package dev.crossfire.chaos.database;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.spi.RunClock;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches one pair from the outside and compares it with what it was when the watch began.
 *
 * <p>The database is queried on a thread of the watch's own, because no time-out of a driver bounds every way in which
 * a dying database can keep its client waiting.
 */
final class PairWatch implements AutoCloseable {
    /** Each is late after a second, so that arming takes no longer than a fault may be late. */
    private static final int MOST_FIRST_QUERIES = 5;

    private static final int LONGEST_CAUSES = 10;

    private final PairSession session;
    private final PairView.NodeAnswer before;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "crossfire-probe");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable CompletableFuture<PairView> awaited;
    /** Read by the thread that injects, written by the one that probes. */
    private volatile PairView last;

    private boolean confirmed;

    private PairWatch(PairSession session, PairView.NodeAnswer before) {
        this.session = session;
        this.before = before;
        this.last = before;
    }

    /**
     * Begins to watch an intact pair.
     *
     * @throws FaultException when it does not answer or has no standby
     */
    static PairWatch of(DatabasePair pair, RunClock clock) throws FaultException {
        PairSession session = new PairSession(pair, clock);
        try {
            PairView.NodeAnswer answer = first(session);
            refuse(pair, answer);
            return new PairWatch(session, answer);
        } catch (SQLException dead) {
            // Its cause is left out on purpose: the driver's messages may quote the URL, which may contain a secret.
            throw new FaultException("the database at " + pair.endpoint() + " gave no answer ("
                    + pair.redact(String.valueOf(dead.getMessage()))
                    + "); check the probe's URL, user and password, and that it can be reached from here");
        } catch (FaultException refused) {
            session.close();
            throw refused;
        }
    }

    /**
     * The first answer, asked for again where it is late: it is due while the load generator starts, which may occupy the
     * machine for seconds.
     */
    private static PairView.NodeAnswer first(PairSession session) throws SQLException {
        for (int asked = 1; ; asked++) {
            try {
                PairView.NodeAnswer answer = session.first();
                session.rehearseLoss();
                return answer;
            } catch (SQLException dead) {
                if (asked == MOST_FIRST_QUERIES || !isLate(dead)) {
                    throw dead;
                }
            }
        }
    }

    private static boolean isLate(SQLException dead) {
        return Stream.iterate((Throwable) dead, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST_CAUSES)
                .anyMatch(SocketTimeoutException.class::isInstance);
    }

    private static void refuse(DatabasePair pair, PairView.NodeAnswer answer) throws FaultException {
        String found = "the database at " + pair.endpoint() + ": " + answer.detail();
        if (!answer.writable()) {
            throw new FaultException(found + "; expected a writer; point the probe at the writer's endpoint");
        }
        if (answer.node().isEmpty()) {
            throw new FaultException(found + " has no name; set cluster_name on every node");
        }
        if (answer.standbys() == 0 && answer.hidden() > 0) {
            throw new FaultException(found + ", and " + answer.hidden()
                    + " that this user may not read; grant pg_monitor to the probe's user");
        }
        if (answer.standbys() == 0 && pair.queries().showsStandbys()) {
            throw new FaultException(found + "; expected a standby to fail over to; start one first");
        }
    }

    /** The node that was the writer when the watch began. */
    String writer() {
        return before.node();
    }

    /**
     * Queries the database, unless an answer is still due; one that comes too late for an earlier probe is discarded,
     * because it shows a time before this one.
     */
    CompletableFuture<PairView> request() {
        if (worker.isShutdown()) {
            return CompletableFuture.completedFuture(new PairView.Silence("the watch has ended"));
        }
        CompletableFuture<PairView> pending = awaited;
        if (pending == null || pending.isDone()) {
            pending = CompletableFuture.supplyAsync(() -> session.probe(before.node()), worker)
                    .exceptionally(broken -> new PairView.Silence("the probe failed: " + broken.getMessage()));
            awaited = pending;
        }
        return pending;
    }

    /**
     * The result: the answer if it has come, otherwise that none has. {@code cleared} only means that a writer has as
     * many standbys as before, because a watch does not know what was done.
     */
    ProbeResult sight(CompletableFuture<PairView> question) {
        last = question.getNow(new PairView.Silence("it does not answer its client"));
        return compare(last);
    }

    /** Why the database should not be made to fail over now; null when there is no reason. */
    @Nullable
    String objection() {
        if (last instanceof PairView.NodeAnswer now && serves(now) && now.standbys() >= before.standbys()) {
            return null;
        }
        return last.detail() + "; expected " + before.detail() + " as when the fault was armed";
    }

    private ProbeResult compare(PairView view) {
        if (view instanceof PairView.Silence silence) {
            return new ProbeResult(false, confirmed, false, silence.detail(), null, silence.by());
        }
        if (!(view instanceof PairView.NodeAnswer now) || !now.writable()) {
            return new ProbeResult(false, confirmed, false, view.detail());
        }
        // A session calls another writer writable only after it has taken a write.
        confirmed = confirmed || !now.node().equals(before.node());
        boolean redundant = now.standbys() >= before.standbys();
        return new ProbeResult(serves(now), confirmed, redundant, now.detail(), now.asOf());
    }

    private boolean serves(PairView.NodeAnswer now) {
        return now.writable() && now.node().equals(before.node());
    }

    @Override
    public void close() {
        worker.execute(session::close);
        worker.shutdown();
    }
}
