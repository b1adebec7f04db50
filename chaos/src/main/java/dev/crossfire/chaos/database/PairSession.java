package dev.crossfire.chaos.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Probes a pair through one connection that is kept as long as it leads to a writer; used by one thread. */
final class PairSession implements AutoCloseable {
    /** Whole seconds are the finest that the driver supports; a single step of a probe takes no longer. */
    private static final String STEP_SECONDS = "1";

    private final DatabasePair pair;
    private final InstantSource clock;
    private final ServerClock serverClock = new ServerClock();
    private @Nullable Connection connection;
    private @Nullable String provenWriter;

    PairSession(DatabasePair pair, InstantSource clock) {
        this.clock = clock;
        this.pair = pair;
    }

    /**
     * Probes once.
     *
     * @param known a writer that need not prove itself; any other one must take a real write to count as writable
     */
    PairView probe(String known) {
        try {
            PairView.NodeAnswer answer = request(connected());
            if (!answer.writable()) {
                // The endpoint may lead elsewhere by now; only a new connection follows it.
                close();
            } else if (!answer.node().equals(known) && !answer.node().equals(provenWriter)) {
                write(connected());
                provenWriter = answer.node();
            }
            return answer;
        } catch (SQLException dead) {
            // Read first: to close a connection takes long on a machine that has just lost many.
            Instant by = clock.instant();
            close();
            return new PairView.Silence(pair.redact(String.valueOf(dead.getMessage())), by);
        }
    }

    /**
     * Loses a connection once, so that the classes that the driver needs for the error are loaded before it counts:
     * that alone takes a tenth of a second when all processes on the machine load them at the same moment.
     *
     * @throws SQLException when no server accepts a connection
     */
    void rehearseLoss() throws SQLException {
        Connection doomed = connect();
        try (Statement statement = doomed.createStatement()) {
            doomed.abort(Runnable::run);
            statement.executeQuery(pair.queries().query()).close();
        } catch (SQLException lost) {
            // As it was meant to be.
            pair.redact(String.valueOf(lost.getMessage()));
        }
    }

    /**
     * Probes once and requires no proof.
     *
     * @throws SQLException when nothing answers
     */
    PairView.NodeAnswer first() throws SQLException {
        try {
            return request(connected());
        } catch (SQLException dead) {
            close();
            throw dead;
        }
    }

    private PairView.NodeAnswer request(Connection open) throws SQLException {
        Instant began = clock.instant();
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(pair.queries().query())) {
            if (!row.next()) {
                throw new SQLException("the query for the writer gave no row");
            }
            String node = row.getString(1);
            Instant stamp = Instant.EPOCH.plus(row.getLong(5), ChronoUnit.MICROS);
            return new PairView.NodeAnswer(
                    node == null ? "" : node,
                    !row.getBoolean(2),
                    row.getInt(3),
                    row.getInt(4),
                    serverClock.notBefore(began, clock.instant(), stamp));
        }
    }

    private void write(Connection open) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(pair.queries().write());
        }
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connect();
            connection = open;
        }
        return open;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (!pair.user().isEmpty()) {
            properties.setProperty("user", pair.user());
        }
        if (!pair.password().reveal().isEmpty()) {
            properties.setProperty("password", pair.password().reveal());
        }
        properties.setProperty("connectTimeout", STEP_SECONDS);
        properties.setProperty("socketTimeout", STEP_SECONDS);
        properties.setProperty("ApplicationName", "crossfire-probe");
        properties.setProperty("preferQueryMode", "simple");
        // Spares two round trips: what they would set goes along with the first message.
        properties.setProperty("assumeMinServerVersion", "10");
        return DriverManager.getConnection(pair.jdbc().reveal(), properties);
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException alreadyDead) {
                // A connection that cannot be aborted is closed by the driver's own time-out; there is nothing else to
                // release.
            }
        }
    }

    /**
     * Converts a time that a server stamped with its clock to Crossfire's clock.
     *
     * <p>Each answer was made between its request and its arrival, which bounds how far Crossfire's clock is ahead of the
     * server's; the intersection of all bounds is as narrow as the fastest answer, and an answer that came slowly can then
     * be placed within the time it took. Source: Cristian, Probabilistic clock synchronization, 1989.
     */
    static final class ServerClock {
        private @Nullable Duration least;
        private @Nullable Duration most;

        /**
         * Not before when, by Crossfire's clock, an answer was made; never before {@code began}.
         *
         * @param began just before the request, by Crossfire's clock
         * @param ended just after the answer, by Crossfire's clock
         * @param stamp when the server made the answer, by its clock
         */
        Instant notBefore(Instant began, Instant ended, Instant stamp) {
            Duration low = Duration.between(stamp, began);
            Duration high = Duration.between(stamp, ended);
            Duration narrowed = least == null || least.compareTo(low) < 0 ? low : least;
            Duration widest = most == null || most.compareTo(high) > 0 ? high : most;
            // Nothing in common: one of the clocks was set, or this is another server.
            boolean contradicted = narrowed.compareTo(widest) > 0;
            least = contradicted ? low : narrowed;
            most = contradicted ? high : widest;
            return stamp.plus(least);
        }
    }
}
