package dev.crossfire.junit.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How acknowledged writes are compared with the system's records. */
public final class DrillLedger {
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Map<String, Object> http = new LinkedHashMap<>();

    private DrillLedger() {}

    /**
     * The system's records over HTTP, page by page.
     *
     * @param path under the environment's base URL
     * @param id the JSON pointer of a row's id
     */
    public static DrillLedger http(String path, String id) {
        DrillLedger ledger = new DrillLedger();
        ledger.http.put("path", path);
        ledger.http.put("id", id);
        return ledger;
    }

    /** The system's records in its database, by a SELECT with a column id, and optionally key and item. */
    public static DrillLedger sql(String query) {
        DrillLedger ledger = new DrillLedger();
        ledger.content.put("sql", Map.of("query", query));
        return ledger;
    }

    /** How many writes one item may hold. */
    public DrillLedger capacity(int writes) {
        content.put("capacity", writes);
        return this;
    }

    /** The JSON pointer of the rows in an answer. */
    public DrillLedger rows(String pointer) {
        http.put("rows", pointer);
        return this;
    }

    /** The JSON pointer of a row's idempotency key. */
    public DrillLedger key(String pointer) {
        http.put("key", pointer);
        return this;
    }

    /** The JSON pointers of a row's item. */
    public DrillLedger item(String... pointers) {
        http.put("item", List.of(pointers));
        return this;
    }

    /**
     * How the next page is found.
     *
     * @param next the JSON pointer of its cursor
     * @param after the query parameter for the cursor
     */
    public DrillLedger pages(String next, String after) {
        http.put("next", next);
        http.put("after", after);
        return this;
    }

    Map<String, Object> content() {
        Map<String, Object> all = new LinkedHashMap<>(content);
        if (!http.isEmpty()) {
            all.put("http", new LinkedHashMap<>(http));
        }
        return all;
    }
}
