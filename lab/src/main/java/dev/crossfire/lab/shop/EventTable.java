package dev.crossfire.lab.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** The events in the database. */
final class EventTable {
    private static final String FIND = """
            SELECT id, name, price_cents, seats,
                   seats - (SELECT coalesce(sum(sold), 0) FROM event_sales WHERE event_id = events.id) AS seats_left
            FROM events WHERE id = ?
            """;

    private static final String WORK = "SELECT pg_sleep(?)";

    private final DataSource database;
    private final Duration work;

    /** @param work how long the database works on each query besides, for a page that is expensive to make */
    EventTable(DataSource database, Duration work) {
        this.database = database;
        this.work = work;
    }

    /**
     * Reads an event and counts its free seats.
     *
     * @throws SQLException when the database could not be reached or did not answer in time
     */
    Optional<TicketEvent> find(long id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!work.isZero()) {
                work(connection);
            }
            return find(connection, id);
        }
    }

    private void work(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WORK)) {
            query.setDouble(1, work.toMillis() / 1_000.0);
            query.execute();
        }
    }

    static Optional<TicketEvent> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(event(row)) : Optional.empty();
            }
        }
    }

    private static TicketEvent event(ResultSet row) throws SQLException {
        return new TicketEvent(
                row.getLong("id"),
                row.getString("name"),
                row.getInt("price_cents"),
                row.getInt("seats"),
                row.getLong("seats_left"));
    }

    /**
     * Something seats are sold for.
     *
     * @param priceCents price of one seat, in cents
     * @param seats how many there are, numbered from 1
     * @param left how many are not sold, as of a moment ago
     */
    record TicketEvent(long id, String name, int priceCents, int seats, long left) {}
}
