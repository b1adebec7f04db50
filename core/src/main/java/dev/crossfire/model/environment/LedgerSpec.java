package dev.crossfire.model.environment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the system's records are read after a run; by at least one of both ways.
 *
 * @param http the list as the system's users can read it; null when it has none
 * @param sql the list in its database; null when the database is not read
 * @param capacity how many writes one item allows, such as 1 for a seat
 */
public record LedgerSpec(@Nullable Http http, @Nullable Sql sql, int capacity) {
    /**
     * A list that is read page by page; places are JSON pointers (RFC 6901).
     *
     * @param path below the base URL, with a query if it needs one
     * @param rows the list's place in an answer; empty when the answer is the list
     * @param id the write's id in a row
     * @param key the idempotency key in a row; null when rows do not contain it
     * @param item where a row names the item, as a seat; its parts are joined by {@code /}; empty when it does not
     * @param next where an answer contains the start of the next page; null when everything is on one page
     * @param after the query parameter that takes the value of {@code next}; null with {@code next}
     */
    public record Http(
            String path,
            String rows,
            String id,
            @Nullable String key,
            List<String> item,
            @Nullable String next,
            @Nullable String after) {
        public Http {
            item = List.copyOf(item);
        }
    }

    /**
     * A list that a database gives.
     *
     * @param query a SELECT with a column {@code id}, and {@code key} and {@code item} where it has them
     */
    public record Sql(String query) {}
}
