package dev.crossfire.lab.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The shop's tables and the event on sale. */
public final class Schema {
    /** Any number will do, as long as every replica takes the same. */
    private static final long LOCK = 4_242_001;

    private Schema() {}

    /**
     * Creates what is missing; several replicas may do so at once.
     *
     * @param connection one in auto-commit mode; it is given back so
     * @throws SQLException when the database refuses, or is a read-only standby
     */
    public static void ensure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (exists(statement)) {
                return;
            }
            connection.setAutoCommit(false);
            try {
                // "IF NOT EXISTS" alone fails when two sessions find nothing at the same time.
                statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
                statement.execute(script());
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Something that the tables forbid unless a flaw is planted. */
    public enum Constraint {
        ONE_ORDER_PER_SEAT("orders_one_per_seat", "event_id, seat"),
        ONE_ORDER_PER_KEY("orders_one_per_key", "idempotency_key");

        private final String constraint;
        private final String columns;

        Constraint(String constraint, String columns) {
            this.constraint = constraint;
            this.columns = columns;
        }
    }

    /**
     * Takes a constraint away, and keeps an index for the search.
     *
     * @param connection one in auto-commit mode
     * @throws SQLException when the database refuses
     */
    public static void drop(Constraint dropped, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE orders DROP CONSTRAINT IF EXISTS " + dropped.constraint);
            statement.execute(
                    "CREATE INDEX IF NOT EXISTS " + dropped.constraint + " ON orders (" + dropped.columns + ")");
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT to_regclass('event_sales') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static String script() {
        try (InputStream script = Schema.class.getResourceAsStream("schema.sql")) {
            if (script == null) {
                throw new IllegalStateException("schema.sql is missing from the class path, next to " + Schema.class);
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("schema.sql cannot be read from the class path", e);
        }
    }
}
