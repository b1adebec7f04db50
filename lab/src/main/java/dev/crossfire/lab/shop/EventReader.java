package dev.crossfire.lab.shop;

import dev.crossfire.lab.shop.EventTable.TicketEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Events as browsers see them: from the cache if it has them, else from the database, one query at a time. */
final class EventReader {
    private final EventCache cache;
    private final EventTable table;
    private final SingleFlight<Long, Optional<TicketEvent>> loads;

    EventReader(EventCache cache, EventTable table, Duration limit) {
        this.cache = cache;
        this.table = table;
        this.loads = new SingleFlight<>(limit);
    }

    /**
     * Finds an event.
     *
     * @throws SQLException when neither the cache nor the database has an answer in time
     */
    Optional<TicketEvent> find(long id) throws SQLException {
        return loads.get(id, () -> load(id));
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
}
