package dev.crossfire.lab.redis;

import dev.crossfire.lab.failover.FailoverRefusedException;
import dev.crossfire.lab.failover.FailoverSettings;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.redis.Sentinel.SentinelListener;
import dev.crossfire.lab.truth.TruthLog;
import dev.crossfire.lab.truth.TruthLog.TruthEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The cache's two servers and the sentinel over them: leads clients to the primary, and applies experiments' effects to
 * the servers.
 */
public final class CacheGroup implements AutoCloseable {
    /** Far longer than a promotion takes; a primary that was not replaced is better than none. */
    private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(20);

    /** A replica that starts is in step, and known to be, within two or three seconds. */
    private static final Duration STANDBY_LIMIT = Duration.ofSeconds(8);

    private final List<CacheNode> nodes;
    private final Sentinel sentinel;
    private final CacheLogin login;
    private final FailoverSettings settings;
    private final IntConsumer clients;
    private final ScheduledExecutorService timer;
    private final TruthLog truth;
    private final SentinelListener listener;
    private final AtomicLong downs = new AtomicLong();
    private CacheNode primary;
    private Runnable takeover = () -> {};

    /**
     * A group of which nothing is started.
     *
     * @param primary the server that is primary at first
     * @param login what the servers and the sentinel require
     * @param clients leads them to the server on a port; those at another are cut off
     * @param timer for limits
     */
    public CacheGroup(
            CacheNode primary,
            CacheNode replica,
            Sentinel sentinel,
            CacheLogin login,
            FailoverSettings settings,
            IntConsumer clients,
            ScheduledExecutorService timer,
            TruthLog truth) {
        this.nodes = List.of(primary, replica);
        this.sentinel = sentinel;
        this.login = login;
        this.settings = settings;
        this.clients = clients;
        this.timer = timer;
        this.truth = truth;
        this.primary = primary;
        this.listener = new SentinelListener(sentinel, login, this::primaryIs);
    }

    /** Starts the servers and the sentinel, and returns when the replica could take over. */
    public void start(Duration limit) throws IOException, PartFailedException {
        CacheNode first = primary();
        CacheNode second = other(first);
        settle(first);
        sentinel.watch(first, second, login, settings);
        first.supervisor().start();
        await(first, limit, "a primary that answers", session -> "PONG".equals(session.ping()));
        second.supervisor().start();
        await(second, limit, "a replica with all data", CacheGroup::follows);
        sentinel.supervisor().start();
        login.await(
                sentinel.name(),
                sentinel.port(),
                sentinel.supervisor().spec().log(),
                limit,
                "a sentinel that knows the standby",
                s -> {
                    Sentinel.shortenPeriods(s, settings);
                    return Sentinel.hasStandby(s);
                });
        listener.listen();
    }

    /** Returns which server is primary now, or was last. */
    public synchronized CacheNode primary() {
        return primary;
    }

    /** Returns both servers. */
    public List<CacheNode> nodes() {
        return nodes;
    }

    /**
     * Kills the primary, and keeps it down until its replica serves; everything else is left to the sentinel.
     *
     * <p>A replica that is just coming back is waited for, for a moment.
     *
     * @param wanted called while it waits; nothing is done once it returns false
     * @throws FailoverRefusedException if there is no replica to take over
     */
    public void failover(String reason, BooleanSupplier wanted) throws FailoverRefusedException {
        awaitStandby(wanted);
        synchronized (this) {
            if (!wanted.getAsBoolean()) {
                return;
            }
            Runnable release = down(List.of(primary), reason);
            takeover = release;
            var unused = timer.schedule(release, TAKEOVER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void awaitStandby(BooleanSupplier wanted) throws FailoverRefusedException {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(STANDBY_LIMIT)
                    .until(() -> !wanted.getAsBoolean() || hasStandby());
        } catch (ConditionTimeoutException e) {
            throw new FailoverRefusedException(
                    "the cache's primary " + primary().name()
                            + " has no replica that could take over: wait until both servers run and are in step");
        }
    }

    /**
     * Kills servers and keeps them down.
     *
     * @param which some of {@link #nodes()}
     * @return what lets them come back, empty; may be run more than once
     */
    public Runnable down(List<CacheNode> which, String reason) {
        String why = reason + " " + downs.incrementAndGet();
        which.forEach(node -> node.supervisor().suspendRestarts(why));
        which.forEach(node -> node.supervisor().kill(reason));
        return () -> which.forEach(node -> node.supervisor().resumeRestarts(why));
    }

    /** Kills both servers, which start again at once and know nothing any more. */
    public void empty(String reason) {
        nodes.forEach(node -> node.supervisor().kill(reason));
    }

    /** Returns whether no process of it runs. */
    public boolean hasExited() {
        return sentinel.supervisor().hasExited()
                && nodes.stream().allMatch(node -> node.supervisor().hasExited());
    }

    @Override
    public void close() {
        listener.close();
        sentinel.supervisor().stop();
        nodes.forEach(node -> node.supervisor().stop());
        nodes.forEach(node -> node.front().close());
    }

    /** The sentinel has named the primary; it may name it again, or have been restarted since. */
    private synchronized void primaryIs(int knownAs) {
        shortenSentinelPeriods();
        Optional<CacheNode> named =
                nodes.stream().filter(node -> node.knownAs() == knownAs).findFirst();
        if (named.isEmpty() || named.get().equals(primary)) {
            return;
        }
        primary = named.get();
        truth.write(
                TruthEvent.PROMOTED, primary.name(), primary.supervisor().pid().orElse(null), "");
        clients.accept(primary.port());
        truth.write(TruthEvent.REPOINTED, primary.name(), null, "port " + primary.port());
        try {
            settle(primary);
        } catch (IOException e) {
            // The sentinel makes a replica of it a few seconds after it has come back as something else.
            truth.write(TruthEvent.FAILED, other(primary).name(), null, "its role was not written: " + e.getMessage());
        }
        takeover.run();
    }

    /** A node that comes back starts in its present role, not in the one in which it died. */
    private void settle(CacheNode serving) throws IOException {
        serving.become(Optional.empty(), login);
        other(serving).become(Optional.of(serving), login);
    }

    private CacheNode other(CacheNode node) {
        return nodes.get(0).equals(node) ? nodes.get(1) : nodes.get(0);
    }

    /** Both must report it: the sentinel notices late that a replica is lost, and the primary cannot promote it. */
    private boolean hasStandby() {
        try (Jedis watcher = login.connect(sentinel.port());
                Jedis serving = login.connect(primary().port())) {
            return Sentinel.hasStandby(watcher) && isFollowed(serving);
        } catch (JedisException e) {
            return false;
        }
    }

    private void shortenSentinelPeriods() {
        try (Jedis session = login.connect(sentinel.port())) {
            Sentinel.shortenPeriods(session, settings);
        } catch (JedisException e) {
            truth.write(TruthEvent.FAILED, sentinel.name(), null, "it polls infrequently: " + e.getMessage());
        }
    }

    private static boolean isFollowed(Jedis session) {
        return session.info("replication").contains(",state=online,");
    }

    private static boolean follows(Jedis session) {
        return session.info("replication").contains("master_link_status:up");
    }

    private void await(CacheNode node, Duration limit, String what, Predicate<Jedis> wanted)
            throws PartFailedException {
        login.await(node.name(), node.port(), node.supervisor().spec().log(), limit, what, wanted);
    }
}
