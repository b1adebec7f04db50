package dev.crossfire.lab.shop;

import dev.crossfire.lab.shop.EventTable.TicketEvent;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Events as browsers see them: from the cache if it has them, else from the database, usually one query at a time. */
final class EventReader {
    private final EventCache cache;
    private final EventTable table;
    private final SingleFlight<Long, Optional<TicketEvent>> loads;
    private final boolean shared;

    /**
     * @param limit how long to wait for another caller's answer
     * @param shared whether callers who want the same wait for one of them
     */
    EventReader(EventCache cache, EventTable table, Duration limit, boolean shared) {
        this.cache = cache;
        this.table = table;
        this.loads = new SingleFlight<>(limit);
        this.shared = shared;
    }

    /**
     * Finds an event.
     *
     * @throws SQLException when neither the cache nor the database has an answer in time
     */
    Optional<TicketEvent> find(long id) throws SQLException {
        return shared ? loads.get(id, () -> load(id)) : load(id);
    }

    private Optional<TicketEvent> load(long id) throws SQLException {
        Optional<TicketEvent> cached = cache.find(id);
        if (cached.isPresent()) {
            return cached;
        }
        Optional<TicketEvent> stored = table.find(id);
        stored.ifPresent(cache::keep);
        return stored;
    }

    /**
     * Lets one caller load a value while the others who want the same wait for its answer.
     *
     * <p>Without it, the loss of the cache would turn every read into a query.
     */
    static final class SingleFlight<K, V> {
        /** Loads a value from the database. */
        interface Loader<V> {
            V load() throws SQLException;
        }

        private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();
        private final Duration limit;

        /** @param limit how long to wait for another caller's answer */
        SingleFlight(Duration limit) {
            this.limit = limit;
        }

        /**
         * Loads the value, or takes the one that is being loaded.
         *
         * @throws SQLException as the load does, to the caller that loads and to all that wait; a timeout after the limit
         */
        V get(K key, Loader<V> load) throws SQLException {
            CompletableFuture<V> mine = new CompletableFuture<>();
            CompletableFuture<V> theirs = flights.putIfAbsent(key, mine);
            return theirs == null ? fly(key, mine, load) : follow(theirs);
        }

        private V fly(K key, CompletableFuture<V> flight, Loader<V> load) throws SQLException {
            try {
                V value = load.load();
                flight.complete(value);
                return value;
            } catch (SQLException | RuntimeException e) {
                flight.completeExceptionally(e);
                throw e;
            } finally {
                flights.remove(key, flight);
            }
        }

        private V follow(CompletableFuture<V> flight) throws SQLException {
            try {
                return flight.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                throw cause instanceof SQLException failure
                        ? failure
                        : new SQLException("the shared load failed", cause);
            } catch (TimeoutException e) {
                throw new SQLTimeoutException("the shared load took longer than " + limit, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while another request loaded the value", e);
            }
        }
    }
}
