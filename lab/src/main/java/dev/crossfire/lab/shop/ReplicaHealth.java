package dev.crossfire.lab.shop;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.crossfire.lab.shop.JsonHandler.ShopAnswer;
import dev.crossfire.lab.time.LabClock;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/** The replica's health endpoint. */
final class ReplicaHealth {
    private record Shallow(String status, String replica) {}

    /**
     * @param writable false on a standby, null when it did not answer
     */
    private record DatabaseHealth(
            String status,
            @Nullable Boolean writable,
            long millis,
            @Nullable String problem) {}

    private record CacheHealth(
            String status, long millis, @Nullable String problem) {}

    private record PoolHealth(int size, int active, int idle, int waiting) {}

    private record Deep(String status, String replica, DatabaseHealth database, CacheHealth cache, PoolHealth pool) {}

    private static final HttpString GAUGES = new HttpString("X-Gauges");

    private final String replica;
    private final HikariDataSource database;
    private final EventCache cache;
    private final Gauges gauges;
    private volatile String phase = "warming";

    ReplicaHealth(String replica, HikariDataSource database, EventCache cache, Gauges gauges) {
        this.replica = replica;
        this.database = database;
        this.cache = cache;
        this.gauges = gauges;
    }

    void serving() {
        phase = "up";
    }

    void stopping() {
        phase = "stopping";
    }

    /** Only whether this process serves: a replica must not be taken out for a failure that all share. */
    ShopAnswer shallow(HttpServerExchange exchange) {
        String now = phase;
        exchange.getResponseHeaders().put(GAUGES, gauges.read());
        return new ShopAnswer(now.equals("up") ? 200 : 503, new Shallow(now, replica));
    }

    /** What the replica depends on: down without a writable database, degraded without the cache. */
    ShopAnswer deep(HttpServerExchange exchange) {
        DatabaseHealth databaseNow = database();
        CacheHealth cacheNow = cache();
        boolean sells = Boolean.TRUE.equals(databaseNow.writable());
        String status = !sells ? "down" : cacheNow.problem() == null ? "up" : "degraded";
        return new ShopAnswer(sells ? 200 : 503, new Deep(status, replica, databaseNow, cacheNow, pool()));
    }

    private DatabaseHealth database() {
        long start = LabClock.nanos();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT NOT pg_is_in_recovery()")) {
            boolean writable = row.next() && row.getBoolean(1);
            return new DatabaseHealth(writable ? "up" : "read-only", writable, millisSince(start), null);
        } catch (SQLException e) {
            return new DatabaseHealth("down", null, millisSince(start), e.getMessage());
        }
    }

    private CacheHealth cache() {
        long start = LabClock.nanos();
        try {
            cache.ping();
            return new CacheHealth("up", millisSince(start), null);
        } catch (JedisException e) {
            return new CacheHealth("down", millisSince(start), e.getMessage());
        }
    }

    private PoolHealth pool() {
        HikariPoolMXBean pool = database.getHikariPoolMXBean();
        return new PoolHealth(
                pool.getTotalConnections(),
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getThreadsAwaitingConnection());
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(LabClock.nanos() - start);
    }

    /** How much of the machine's processors and of its own memory this process uses. */
    static final class Gauges implements AutoCloseable {
        private static final long PERIOD_MILLIS = 250;

        /** Looked up once: each lookup searches them anew, which costs more than all the rest of a health check. */
        private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();

        private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "gauges");
            thread.setDaemon(true);
            return thread;
        });
        private long lastAt = LabClock.nanos();
        private long lastUsed = system.getProcessCpuTime();
        private volatile double cpu;

        Gauges() {
            var unused = sampler.scheduleAtFixedRate(this::sample, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** Returns both as shares of all there is, as {@code cpu=0.12, memory=0.40}. */
        String read() {
            return String.format(Locale.ROOT, "cpu=%.2f, memory=%.2f", cpu, memory());
        }

        @Override
        public void close() {
            sampler.shutdownNow();
        }

        private void sample() {
            long now = LabClock.nanos();
            long used = system.getProcessCpuTime();
            cpu = (double) (used - lastUsed)
                    / (now - lastAt)
                    / Runtime.getRuntime().availableProcessors();
            lastAt = now;
            lastUsed = used;
        }

        /** Collects the garbage once: before the first collection nothing would seem to be in use. */
        void settle() {
            System.gc();
        }

        /** What was in use when the garbage was last collected: what came since may be garbage itself. */
        private double memory() {
            long used = pools.stream()
                    .map(MemoryPoolMXBean::getCollectionUsage)
                    .filter(Objects::nonNull)
                    .mapToLong(MemoryUsage::getUsed)
                    .sum();
            return (double) used / Runtime.getRuntime().maxMemory();
        }
    }
}
