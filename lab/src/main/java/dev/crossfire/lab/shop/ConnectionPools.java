package dev.crossfire.lab.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.crossfire.lab.shop.ShopSettings.DatabaseSettings;
import java.sql.SQLException;

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
        public Override adjudicate(SQLException e) {
            return READ_ONLY_TRANSACTION.equals(e.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }
}
