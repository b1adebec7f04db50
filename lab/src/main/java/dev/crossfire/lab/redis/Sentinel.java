package dev.crossfire.lab.redis;

import dev.crossfire.lab.failover.FailoverSettings;
import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.redis.RedisExecutable.ConfigurationFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Watches the cache and promotes the replica when the primary is lost; it stands outside the zones, as a cloud's own
 * control plane does.
 *
 * <p>One is enough to decide: several guard against the loss of a sentinel's own machine, which here is the lab's.
 *
 * @param port where it listens
 * @param supervisor keeps it running
 */
public record Sentinel(String name, int port, ConfigurationFile file, ProcessSupervisor supervisor) {
    /** What it calls the cache. */
    static final String GROUP = "ticketing-cache";

    /** A promotion that failed is repeated after twice this time. */
    private static final Duration FAILOVER_LIMIT = Duration.ofSeconds(2);

    /** Half of the database's: a cache has no data to lose by a hasty decision, and its users wait for a shorter time. */
    private static Duration interval(FailoverSettings settings) {
        return settings.probeInterval().dividedBy(2);
    }

    /** Sets the primary that it watches when it is started. */
    void watch(CacheNode primary, CacheNode replica, CacheLogin login, FailoverSettings settings) throws IOException {
        Duration down = interval(settings).multipliedBy(settings.probeFailures());
        List<String> lines = new ArrayList<>(List.of("bind " + RedisExecutable.HOST, "port " + port));
        lines.addAll(login.accessRules());
        lines.add("sentinel monitor " + GROUP + " " + address(primary) + " 1");
        lines.addAll(login.ofSentinel(GROUP));
        lines.add("sentinel down-after-milliseconds " + GROUP + " " + down.toMillis());
        lines.add("sentinel failover-timeout " + GROUP + " " + FAILOVER_LIMIT.toMillis());
        lines.add("sentinel known-replica " + GROUP + " " + address(replica));
        file.write(lines);
    }

    /**
     * Makes it probe twice as often as the lab's other watchers do.
     *
     * <p>The probe interval is no setting of the file: by default it knows a replica's state of ten seconds ago, and
     * promotes none whose state is older than five; and an old primary that comes back stays one for four periods of
     * publishing.
     */
    static void shortenPeriods(Jedis session, FailoverSettings settings) {
        String interval = Long.toString(interval(settings).toMillis());
        session.sendCommand(
                Protocol.Command.SENTINEL,
                "DEBUG",
                "PING-PERIOD",
                interval,
                "INFO-PERIOD",
                interval,
                "PUBLISH-PERIOD",
                interval);
    }

    /** Returns whether a replica is known that could take over now. */
    static boolean hasStandby(Jedis session) {
        return session.sentinelReplicas(GROUP).stream().anyMatch(Sentinel::isFit);
    }

    private static boolean isFit(Map<String, String> replica) {
        return "slave".equals(replica.get("flags")) && "ok".equals(replica.get("master-link-status"));
    }

    private static String address(CacheNode node) {
        return RedisExecutable.HOST + " " + node.knownAs();
    }

    /** Receives from a sentinel which server is primary, as long as it is open; a lost connection is opened again. */
    static final class SentinelListener implements AutoCloseable {
        private static final String SWITCHED = "+switch-master";
        private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);

        private final Sentinel sentinel;
        private final CacheLogin login;
        private final IntConsumer primary;
        private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "sentinel-listener");
            thread.setDaemon(true);
            return thread;
        });
        private @Nullable Jedis session;
        private boolean closed;

        /**
         * A listener that is not connected yet.
         *
         * @param primary takes the port by which the sentinel knows the primary, now and whenever it may have changed
         */
        SentinelListener(Sentinel sentinel, CacheLogin login, IntConsumer primary) {
            this.sentinel = sentinel;
            this.login = login;
            this.primary = primary;
        }

        void listen() {
            var unused = executor.scheduleWithFixedDelay(
                    this::subscribe, 0, RECONNECT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public synchronized void close() {
            closed = true;
            executor.shutdownNow();
            if (session != null) {
                // An interrupt does not end a read from a socket.
                session.disconnect();
            }
        }

        /** Returns when the connection to the sentinel is lost. */
        private void subscribe() {
            try (Jedis mine = login.connect(sentinel.port())) {
                if (isOpenWith(mine)) {
                    mine.subscribe(new Switches(), SWITCHED);
                }
            } catch (JedisException e) {
                // The sentinel does not run; the next connection reads what was missed.
                forget();
            }
        }

        private synchronized boolean isOpenWith(Jedis mine) {
            session = mine;
            return !closed;
        }

        private synchronized void forget() {
            session = null;
        }

        private final class Switches extends JedisPubSub {
            /** Read only now: a switch before the subscription would be missed. */
            @Override
            public void onSubscribe(String channel, int channels) {
                try (Jedis asking = login.connect(sentinel.port())) {
                    List<String> address = asking.sentinelGetMasterAddrByName(Sentinel.GROUP);
                    primary.accept(Integer.parseInt(address.get(1)));
                }
            }

            /** The message: the group's name, the old address and port, the new address and port. */
            @Override
            public void onMessage(String channel, String message) {
                String[] words = message.split(" ", -1);
                primary.accept(Integer.parseInt(words[words.length - 1]));
            }
        }
    }
}
