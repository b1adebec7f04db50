package dev.crossfire.lab.shop;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.crossfire.lab.time.LabClock;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/** The replica's health endpoint. */
final class Health {
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

    Health(String replica, HikariDataSource database, EventCache cache, Gauges gauges) {
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
}
