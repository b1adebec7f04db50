package dev.crossfire.lab.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.crossfire.lab.shop.ShopSettings.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the pool of database connections. */
final class ConnectionPools {
    private ConnectionPools() {}

    /** Returns at once, whether or not the database can be reached. */
    static HikariDataSource open(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(new LongLoginDataSource(settings));
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(settings.poolWait().toMillis());
        config.setValidationTimeout(settings.poolWait().toMillis());
        // Set and not queried: a pool whose first connection dies during the query takes no later one either.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // A replica must be able to start during an outage of the database.
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverride(new LeaveStandby());
        return new HikariDataSource(config);
    }

    /** Drops a connection that turns out to lead to a read-only server: a writer that was demoted. */
    static final class LeaveStandby implements SQLExceptionOverride {
        private static final String READ_ONLY_TRANSACTION = "25006";

        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException e) {
            return READ_ONLY_TRANSACTION.equals(e.getSQLState())
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }

    /**
     * Connects with a long time-out and then runs statements with a short one.
     *
     * <p>The database's endpoint holds new connections while there is no writer. A login may therefore last as long as a
     * failover, and is over the moment the new writer answers; a statement on a made connection may not.
     */
    private static final class LongLoginDataSource extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final Duration answerLimit;
        private int closingWait;

        LongLoginDataSource(DatabaseSettings settings) {
            answerLimit = settings.answerLimit();
            setServerNames(new String[] {settings.address().getAddress().getHostAddress()});
            setPortNumbers(new int[] {settings.address().getPort()});
            setDatabaseName(settings.database());
            setUser(settings.user());
            setPassword(settings.password());
            setApplicationName("shop");
            // Spares a login two round trips: what they would set goes along with its first message.
            setAssumeMinServerVersion("10");
            setConnectTimeout(seconds(settings.loginLimit()));
            setSocketTimeout(seconds(settings.loginLimit()));
            setOptions("-c statement_timeout=" + settings.statementLimit().toMillis());
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            connection.setNetworkTimeout(Runnable::run, (int) answerLimit.toMillis());
            return connection;
        }

        /**
         * Remembered, but not for logins: the pool sets it to its own short wait, and the driver would then give up on a
         * login that the endpoint holds. The pool also waits so long, when it is closed, for a login to end.
         */
        @Override
        public void setLoginTimeout(int seconds) {
            closingWait = seconds;
        }

        @Override
        public int getLoginTimeout() {
            return closingWait;
        }

        private static int seconds(Duration duration) {
            return (int) Math.max(1, duration.toSeconds());
        }
    }
}
