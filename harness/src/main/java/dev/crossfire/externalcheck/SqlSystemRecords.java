package dev.crossfire.externalcheck;

import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.externalcheck.SystemRecords.RetryPause;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A list that is read from the system's database, in one transaction that can only read. */
final class SqlSystemRecords implements SystemRecords {
    private static final int ROWS_AT_A_TIME = 10_000;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration QUERY_LIMIT = Duration.ofMinutes(3);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    /** The SQL standard's class of states for connections that cannot be had. */
    private static final String NO_CONNECTION = "08";
    /** PostgreSQL's for a database that starts or stops, and a standby. */
    private static final String NOT_NOW = "57P";

    private final Secret jdbc;
    private final @Nullable String user;
    private final @Nullable Secret password;
    private final String query;
    private final Duration patience;
    private final InstantSource clock;
    private boolean keyed;

    /**
     * A query of a database.
     *
     * @param query with a column {@code id}, and {@code key} and {@code item} where it has them
     * @param patience how long a database that gives no connection is asked again
     */
    SqlSystemRecords(
            Secret jdbc,
            ObservabilityConfig.RecordsAccess recordsAccess,
            String query,
            Duration patience,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.user = recordsAccess.user();
        this.password = recordsAccess.password();
        this.query = query;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public String source() {
        return "the database of 'ledger'";
    }

    @Override
    public boolean keyed() {
        return keyed;
    }

    @Override
    public void read(Taker taker) throws UnreadableException, IOException, InterruptedException {
        DriverManager.setLoginTimeout((int) CONNECT.toSeconds());
        try (Connection connection = connected()) {
            connection.setNetworkTimeout(Runnable::run, (int) LONGEST_SILENCE.toMillis());
            connection.setReadOnly(true);
            // Drivers hand rows over in portions only within a transaction.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(ROWS_AT_A_TIME);
                statement.setQueryTimeout((int) QUERY_LIMIT.toSeconds());
                read(statement, taker);
            } finally {
                connection.rollback();
            }
        } catch (SQLException refused) {
            throw new UnreadableException(discreet(String.valueOf(refused.getMessage())));
        }
    }

    /** A database that is still recovering is queried again. */
    private Connection connected() throws SQLException, InterruptedException {
        Instant end = clock.instant().plus(patience);
        while (true) {
            try {
                return DriverManager.getConnection(jdbc.reveal(), properties());
            } catch (SQLException refused) {
                String state = String.valueOf(refused.getSQLState());
                boolean later = state.startsWith(NO_CONNECTION) || state.startsWith(NOT_NOW);
                if (!later || clock.instant().isAfter(end)) {
                    throw refused;
                }
                RetryPause.of(BETWEEN);
            }
        }
    }

    private void read(Statement statement, Taker taker) throws SQLException, UnreadableException, IOException {
        try (ResultSet rows = statement.executeQuery(query)) {
            List<String> columns = columns(rows.getMetaData());
            if (!columns.contains("id")) {
                throw new UnreadableException("the query gives the columns " + columns + "; expected one named id");
            }
            keyed = columns.contains("key");
            boolean items = columns.contains("item");
            while (rows.next()) {
                @Nullable String id = rows.getString("id");
                if (id == null) {
                    throw new UnreadableException("the query gives a row without an id");
                }
                SystemRow row =
                        new SystemRow(id, keyed ? rows.getString("key") : null, items ? rows.getString("item") : null);
                taker.take(HttpSystemRecords.checked(row, source()));
            }
        }
    }

    private static List<String> columns(ResultSetMetaData about) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return columns;
    }

    private Properties properties() {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        return properties;
    }

    /** Drivers quote the URL they were given, and what is in it. */
    private String discreet(String message) {
        String shown = message.replace(jdbc.reveal(), jdbc.toString());
        return password == null ? shown : shown.replace(password.reveal(), password.toString());
    }
}
