package dev.crossfire.lab.postgres;

import dev.crossfire.lab.process.PartFailedException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The steps that change which server writes and which reads. */
public final class Roles {
    private static final Duration SQL_LIMIT = Duration.ofSeconds(10);
    private static final Duration STREAM_LIMIT = Duration.ofSeconds(20);

    private Roles() {}

    /** Creates the users on a new writer, and gives the shop its database. */
    public static void furnish(Server writer) throws SQLException {
        Logins logins = writer.setting().logins();
        run(
                writer,
                "CREATE ROLE " + logins.replicator().user() + " REPLICATION LOGIN PASSWORD '"
                        + logins.replicator().password() + "'",
                "CREATE ROLE " + logins.shop().user() + " LOGIN PASSWORD '"
                        + logins.shop().password() + "'",
                "CREATE ROLE " + logins.observer().user() + " LOGIN PASSWORD '"
                        + logins.observer().password() + "'",
                "GRANT pg_read_all_stats, pg_read_all_data, pg_use_reserved_connections TO "
                        + logins.observer().user(),
                "ALTER DATABASE " + Setting.DATABASE + " OWNER TO "
                        + logins.shop().user());
    }

    /**
     * Makes the reader a writer and returns when it is.
     *
     * @throws SQLException if it cannot be reached or is not a writer after 10 s
     */
    public static void promote(Server reader) throws SQLException {
        try (Connection session = reader.connect(SQL_LIMIT.plusSeconds(1));
                Statement sql = session.createStatement();
                ResultSet row = sql.executeQuery("SELECT pg_promote(true, " + SQL_LIMIT.toSeconds() + ")")) {
            if (!row.next() || !row.getBoolean(1)) {
                throw new SQLException(reader.name() + " was not promoted within " + SQL_LIMIT);
            }
        }
    }

    /** Lets commits on the writer return without waiting for a reader; those that wait already are released. */
    public static void writeWithoutStandby(Server writer) throws SQLException {
        run(writer, "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
    }

    /**
     * Makes a new reader from the writer: copies it, starts the copy, waits until it streams.
     *
     * @param reader a server that is fenced; its files are replaced
     * @param replicationPort where the reader finds the writer
     * @param synchronous whether commits are to wait for the reader from then on
     */
    public static void join(Server writer, Server reader, int replicationPort, boolean synchronous)
            throws SQLException, IOException, PartFailedException {
        BaseCopy.make(writer, reader, replicationPort);
        follow(writer, reader, synchronous);
    }

    /**
     * Starts a reader whose files are there and waits until it streams from a new writer.
     *
     * @param synchronous whether commits are to wait for the reader from then on
     */
    public static void attach(Server writer, Server reader, boolean synchronous)
            throws SQLException, PartFailedException {
        run(writer, BaseCopy.CREATE_SLOT);
        follow(writer, reader, synchronous);
    }

    private static void follow(Server writer, Server reader, boolean synchronous)
            throws SQLException, PartFailedException {
        reader.start();
        await(writer, reader, "streaming", "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'");
        if (synchronous) {
            run(writer, "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
            await(writer, reader, "synchronous", "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'");
        }
    }

    private static void await(Server writer, Server reader, String what, String count) throws SQLException {
        try (Connection session = writer.connect(SQL_LIMIT);
                Statement sql = session.createStatement()) {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(STREAM_LIMIT)
                    .until(() -> reader.pid().isEmpty() || count(sql, count) > 0);
            if (reader.pid().isEmpty()) {
                throw new SQLException(reader.name() + " ended before it was " + what);
            }
        } catch (ConditionTimeoutException e) {
            throw new SQLException("no reader of " + writer.name() + " is " + what + " after " + STREAM_LIMIT, e);
        }
    }

    private static long count(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void run(Server server, String... statements) throws SQLException {
        try (Connection session = server.connect(SQL_LIMIT);
                Statement sql = session.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }
}
