package dev.crossfire.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the system's own list of what it holds is read after a run; by at least one of both ways.
 *
 * @param http the list as the system's users can read it; null when it has none
 * @param sql the list as its database has it; null when it is not to be asked
 * @param capacity how many writes one item may hold, as 1 for a seat
 */
public record LedgerSpec(@Nullable Http http, @Nullable Sql sql, int capacity) {
    /**
     * A list that is read page by page; places are JSON pointers (RFC 6901).
     *
     * @param path below the base URL, with a query if it needs one
     * @param rows where the list stands in an answer; empty when the answer is the list
     * @param id where the write's id stands in a row
     * @param key where the idempotency key stands in a row; null when rows do not tell it
     * @param item where a row tells what was taken, as a seat; its parts are joined by {@code /}; empty when it does not
     * @param next where an answer tells what to ask on after; null when everything is on one page
     * @param after the query parameter that takes what {@code next} told; null with {@code next}
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
