package dev.crossfire.lab.shop;

import com.zaxxer.hikari.HikariDataSource;
import dev.crossfire.lab.shop.ShopSettings.DatabaseSettings;
import dev.crossfire.lab.shop.ShopSettings.WarmUpSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Warms up the code that a replica runs in a failover: a wait for a connection in vain, the loss of one, and a login.
 *
 * <p>Six replicas that run this code for the first time, all at the same moment, take the processors from each other
 * just when they should recover. The rehearsal begins after a rest and goes on beside the customers, with a pool of its
 * own, one short step in each pool's wait.
 */
final class FailoverWarmUp implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FailoverWarmUp.class.getName());

    private final DatabaseSettings settings;
    private final WarmUpSettings warmUp;
    private final Thread thread = new Thread(this::run, "failover-warm-up");

    FailoverWarmUp(DatabaseSettings settings, WarmUpSettings warmUp) {
        this.settings = settings;
        this.warmUp = warmUp;
        thread.setDaemon(true);
    }

    /** Returns at once. */
    void begin() {
        thread.start();
    }

    private void run() {
        LockSupport.parkNanos(warmUp.rest().toNanos());
        try (HikariDataSource spare = ConnectionPools.open(settings.withConnections(1))) {
            for (int i = 0; i < warmUp.failovers() && !Thread.currentThread().isInterrupted(); i++) {
                rehearse(spare);
            }
        } catch (SQLException e) {
            // The warm-up is skipped: the database went away.
            LOG.log(Level.FINE, "the warm-up of a failover is skipped", e);
        }
    }

    private static void rehearse(HikariDataSource spare) throws SQLException {
        try (Connection held = spare.getConnection()) {
            waitInVain(spare, held);
        }
        spare.getHikariPoolMXBean().softEvictConnections();
    }

    private static void waitInVain(HikariDataSource spare, Connection held) throws SQLException {
        try (Connection second = spare.getConnection()) {
            throw new SQLException("a pool of one gave " + held + " and " + second);
        } catch (SQLTransientConnectionException asItShould) {
            LOG.log(Level.FINEST, "rehearsed", asItShould);
        }
    }

    /** Ends it; the pool may finish a login. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
