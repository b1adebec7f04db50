package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.scenarios.schema.PartialRecord;
import dev.crossfire.scenarios.schema.PartialRecord.Required;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How acknowledged writes are compared with the system's records, as a file declares it. */
public record LedgerPart(
        @Describe("the system's records over HTTP, page by page") @Nullable
        LedgerHttpPart http,

        @Describe("the system's records in its database; the environment's 'ledger' has the address") @Nullable
        LedgerSqlPart sql,

        @Describe("how many writes one item may hold; 1 by default") @Nullable
        Integer capacity)
        implements PartialRecord {
    /** How many writes one item may hold by default. */
    public static final int CAPACITY = 1;

    /** The specification, from a part without problems. */
    public LedgerSpec spec() {
        return new LedgerSpec(
                http == null ? null : http.spec(),
                sql == null ? null : new LedgerSpec.Sql(Objects.requireNonNull(sql.query())),
                capacity == null ? CAPACITY : capacity);
    }

    /** The pages of a list over HTTP; rows and their values are found by JSON pointers. */
    public record LedgerHttpPart(
            @Required
            @Describe("the path of the list under the environment's base-url, such as /orders?limit=1000")
            @Nullable
            String path,

            @Describe("the JSON pointer of the rows in an answer, such as /orders; the answer itself by default")
            @Nullable
            String rows,

            @Required @Describe("the JSON pointer of a row's id, such as /id") @Nullable
            String id,

            @Describe("the JSON pointer of a row's idempotency key, such as /key") @Nullable
            String key,

            @Describe("the JSON pointers of a row's item, as [/event, /seat]") @Nullable
            List<String> item,

            @Describe("the JSON pointer of the cursor of the next page; null there ends the list") @Nullable
            String next,

            @Describe("the query parameter for the cursor of 'next'") @Nullable
            String after)
            implements PartialRecord {
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

    /** The query of a database. */
    record LedgerSqlPart(
            @Required @Describe("a SELECT with a column id, and optionally key and item") @Nullable
            String query) implements PartialRecord {}
}
