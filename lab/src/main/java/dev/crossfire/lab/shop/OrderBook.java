package dev.crossfire.lab.shop;

import dev.crossfire.lab.shop.EventTable.TicketEvent;
import dev.crossfire.lab.shop.ShopSettings.BehaviourSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The orders in the database. */
final class OrderBook {
    /** The driver makes a calendar for each result that has a time with a zone in it, and that costs more than all else. */
    private static final String COLUMNS = "id, event_id, seat, buyer, idempotency_key,"
            + " (extract(epoch FROM created_at) * 1000000)::bigint AS created_micros";

    /** A statement is a transaction, so one round trip sells a seat and counts it, or does neither. */
    private static final String SELL = """
            WITH event AS (
                SELECT id FROM events WHERE id = ? AND ? BETWEEN 1 AND seats
            ), sale AS (
                INSERT INTO orders (event_id, seat, buyer, idempotency_key)
                SELECT id, ?, ?, ? FROM event
                ON CONFLICT DO NOTHING
                RETURNING %s
            ), counted AS (
                UPDATE event_sales SET sold = sold + 1 FROM sale
                WHERE event_sales.event_id = sale.event_id AND event_sales.shard = sale.seat %% 64
            )
            SELECT * FROM sale
            """.formatted(COLUMNS);

    /** What a shop does that checks a seat before it sells it: between the two another buyer's order may come in. */
    private static final String IS_SOLD = "SELECT 1 FROM orders WHERE event_id = ? AND seat = ?";

    private static final int MOST_TRIES = 20;

    private static final String ORDERS = "SELECT " + COLUMNS + " FROM orders ";

    private final DataSource database;
    private final BehaviourSettings behaviour;

    OrderBook(DataSource database, BehaviourSettings behaviour) {
        this.database = database;
        this.behaviour = behaviour;
    }

    /**
     * Sells a seat, unless it cannot be sold.
     *
     * @throws SQLException when the database could not be reached, or did not report the outcome
     */
    ReservationOutcome reserve(Reservation reservation) throws SQLException {
        while (true) {
            try (Connection connection = database.getConnection()) {
                return reserve(connection, reservation);
            } catch (SQLException failed) {
                if (!behaviour.endlessRetries() || Thread.currentThread().isInterrupted()) {
                    throw failed;
                }
            }
        }
    }

    /** Goes through a sale and takes it back: nothing is left of it but warm code and warm pages. */
    void rehearse(Reservation reservation) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                reserve(connection, reservation);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    Optional<Order> find(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(ORDERS + "WHERE id = ?")) {
            query.setLong(1, id);
            return first(query);
        }
    }

    /**
     * Lists orders for reconciliation.
     *
     * <p>Ids are given out before commits, so while sales go on a page may miss an order with a lower id that
     * commits later: reconcile when they have ended.
     */
    OrderPage after(long id, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(ORDERS + "WHERE id > ? ORDER BY id LIMIT ?")) {
            query.setLong(1, id);
            query.setInt(2, limit);
            List<Order> orders = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    orders.add(order(rows));
                }
            }
            return new OrderPage(
                    orders, orders.size() < limit ? null : orders.get(limit - 1).id());
        }
    }

    private ReservationOutcome reserve(Connection connection, Reservation reservation) throws SQLException {
        return reservation.any() ? reserveAny(connection, reservation) : reserveOne(connection, reservation);
    }

    /** Tries one seat after the other; the event is taken for sold out when many in a row are sold. */
    private ReservationOutcome reserveAny(Connection connection, Reservation reservation) throws SQLException {
        for (int i = 0; i < MOST_TRIES; i++) {
            ReservationOutcome outcome = reserveOne(connection, reservation.forSeat(nextSeat(connection)));
            if (!(outcome instanceof ReservationOutcome.SeatTaken)) {
                return outcome instanceof ReservationOutcome.NoSuchSeat ? new ReservationOutcome.SoldOut() : outcome;
            }
        }
        return new ReservationOutcome.SoldOut();
    }

    private static int nextSeat(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT nextval('next_seat')");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private ReservationOutcome reserveOne(Connection connection, Reservation reservation) throws SQLException {
        if (!behaviour.atomicSale() && isSold(connection, reservation)) {
            return whyNot(connection, reservation);
        }
        Optional<Order> sold = sell(connection, reservation);
        return sold.isPresent() ? new ReservationOutcome.Sold(sold.get()) : whyNot(connection, reservation);
    }

    private static boolean isSold(Connection connection, Reservation reservation) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IS_SOLD)) {
            query.setLong(1, reservation.event());
            query.setInt(2, reservation.seat());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static Optional<Order> sell(Connection connection, Reservation reservation) throws SQLException {
        try (PreparedStatement sale = connection.prepareStatement(SELL)) {
            sale.setLong(1, reservation.event());
            sale.setInt(2, reservation.seat());
            sale.setInt(3, reservation.seat());
            sale.setString(4, reservation.buyer());
            sale.setString(5, reservation.key());
            return first(sale);
        }
    }

    private static ReservationOutcome whyNot(Connection connection, Reservation reservation) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ORDERS + "WHERE idempotency_key = ?")) {
            query.setString(1, reservation.key());
            Optional<Order> before = first(query);
            if (before.isPresent()) {
                return reservation.isFor(before.get())
                        ? new ReservationOutcome.SoldBefore(before.get())
                        : new ReservationOutcome.KeyReused();
            }
        }
        Optional<TicketEvent> event = EventTable.find(connection, reservation.event());
        if (event.isEmpty()) {
            return new ReservationOutcome.NoSuchEvent();
        }
        int seats = event.get().seats();
        if (reservation.seat() < 1 || reservation.seat() > seats) {
            return new ReservationOutcome.NoSuchSeat(seats);
        }
        return event.get().left() <= 0 ? new ReservationOutcome.SoldOut() : new ReservationOutcome.SeatTaken();
    }

    private static Optional<Order> first(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(order(rows)) : Optional.empty();
        }
    }

    private static Order order(ResultSet row) throws SQLException {
        return new Order(
                row.getLong("id"),
                row.getLong("event_id"),
                row.getInt("seat"),
                row.getString("buyer"),
                row.getString("idempotency_key"),
                Instant.EPOCH.plus(row.getLong("created_micros"), ChronoUnit.MICROS));
    }

    /**
     * A page of all orders, by rising id.
     *
     * @param next the id from which the next page begins, or null when these were the last
     */
    record OrderPage(List<Order> orders, @Nullable Long next) {}

    /**
     * A seat sold.
     *
     * @param key the buyer's idempotency key, which distinguishes an order from its repetition
     * @param at when the database began the sale, by its own clock
     */
    record Order(long id, long event, int seat, String buyer, String key, Instant at) {}

    /**
     * A buyer's request: one seat of one event, under a key of the buyer's own choosing.
     *
     * @param any whether another seat is as good
     */
    record Reservation(long event, int seat, boolean any, String buyer, String key) {

        /** For this seat and no other. */
        Reservation(long event, int seat, String buyer, String key) {
            this(event, seat, false, buyer, key);
        }

        Reservation forSeat(int other) {
            return new Reservation(event, other, any, buyer, key);
        }

        boolean isFor(OrderBook.Order order) {
            return order.event() == event
                    && (any || order.seat() == seat)
                    && order.buyer().equals(buyer);
        }
    }

    /** What became of a reservation. */
    sealed interface ReservationOutcome {
        record Sold(OrderBook.Order order) implements ReservationOutcome {}

        /** The same buyer sent the same request before: this is what was sold then. */
        record SoldBefore(OrderBook.Order order) implements ReservationOutcome {}

        /** The key belongs to another reservation. */
        record KeyReused() implements ReservationOutcome {}

        record SeatTaken() implements ReservationOutcome {}

        record SoldOut() implements ReservationOutcome {}

        record NoSuchEvent() implements ReservationOutcome {}

        record NoSuchSeat(int seats) implements ReservationOutcome {}
    }
}
