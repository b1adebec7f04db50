package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import dev.crossfire.model.LedgerSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How acknowledged writes are compared with the system's records, as a file declares it. */
record LedgerPart(
        @Describe("the list as the system's users can read it, page by page") @Nullable
        LedgerHttpPart http,

        @Describe("the list as its database has it; the environment's 'ledger' says where that is") @Nullable
        LedgerSqlPart sql,

        @Describe("how many writes one item may hold; 1 when left out") @Nullable
        Integer capacity)
        implements BoundPart {
    /** One seat, one buyer. */
    static final int CAPACITY = 1;

    /** What a part without problems means. */
    LedgerSpec spec() {
        return new LedgerSpec(
                http == null ? null : http.spec(),
                sql == null ? null : new LedgerSpec.Sql(Objects.requireNonNull(sql.query())),
                capacity == null ? CAPACITY : capacity);
    }

    /** Pages of a list; places are JSON pointers. */
    record LedgerHttpPart(
            @Required @Describe("where the list is, below the environment's base-url, as /orders?limit=1000") @Nullable
            String path,

            @Describe("where the rows stand in an answer, as /orders; the answer itself when left out") @Nullable
            String rows,

            @Required @Describe("where a row tells its id, as /id") @Nullable
            String id,

            @Describe("where a row tells the idempotency key under which it was written, as /key") @Nullable
            String key,

            @Describe("where a row tells what it took, as [/event, /seat]") @Nullable
            List<String> item,

            @Describe("where an answer tells what to ask on after; null there ends the list") @Nullable
            String next,

            @Describe("the query parameter that takes what 'next' told") @Nullable
            String after)
            implements BoundPart {
        private LedgerSpec.Http spec() {
            return new LedgerSpec.Http(
                    Objects.requireNonNull(path),
                    rows == null ? "" : rows,
                    Objects.requireNonNull(id),
                    key,
                    item == null ? List.of() : item,
                    next,
                    after);
        }
    }

    /** A query. */
    record LedgerSqlPart(
            @Required @Describe("a SELECT with a column id, and key and item where there are such") @Nullable
            String query)
            implements BoundPart {}
}
