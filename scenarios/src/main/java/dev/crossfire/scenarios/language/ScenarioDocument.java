package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.scenarios.schema.PartialRecord;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import dev.crossfire.scenarios.schema.PartialRecord.FileKey;
import dev.crossfire.scenarios.schema.PartialRecord.Identifier;
import dev.crossfire.scenarios.schema.PartialRecord.Required;
import dev.crossfire.scenarios.schema.PartialRecord.ReservedKeys;
import dev.crossfire.scenarios.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of a scenario file; faults, objectives and overlays depend on kinds and are bound separately. */
@ReservedKeys("use")
public record ScenarioDocument(
        @Required @Describe("the version of this language: v1") @Nullable
        AnyScalar crossfire,

        @Required @Identifier @Describe("the name of the scenario") @Nullable
        String name,

        @Describe("what goes wrong, in one line") @Nullable String title,
        @Required @Describe("the load") @Nullable LoadPart load,

        @Describe("when a cohort is healthy; defaults come from the simulation") @Nullable
        Map<String, HealthyPart> healthy,

        @Describe("what must hold before a fault") @Nullable SteadyStatePart steadyState,

        @Describe("the list of faults") @Nullable YamlNode faults,

        @Describe("how many of the faults are injected, picked by the seed; all by default") @Nullable
        Integer pick,

        @Describe("when the run is stopped early") @Nullable List<AbortPart> abortWhen,

        @Describe("how acknowledged writes are compared with the system's records") @Nullable
        LedgerPart ledger,

        @Required @Describe("the list of objectives") @Nullable
        YamlNode objectives,

        @Describe("differences in an environment, by the environment's name") @Nullable
        YamlNode overlays)
        implements PartialRecord {
    /** When a cohort is healthy, as a file declares it. */
    public record HealthyPart(
            @Describe("a correct answer later than this is bad") @Nullable
            Duration within,

            @Describe("the least share of good requests") @Nullable
            Ratio success,

            @Describe("how long the cohort must stay healthy to count as recovered") @Nullable
            Duration stableFor)
            implements PartialRecord {}

    /** The steady state that is required before a fault, as a file declares it. */
    public record SteadyStatePart(
            @Required @FileKey("for") @Describe("every cohort must be healthy for this long before a fault") @Nullable
            Duration window)
            implements PartialRecord {}

    /** A reason to stop early, as a file writes it. */
    public record AbortPart(
            @Required @Describe("more errors than acceptable") @Nullable
            AbortRatioPart errorRatio) implements PartialRecord {}

    /** How many errors stop a run early, as a file writes it. */
    public record AbortRatioPart(
            @Required @Identifier @Describe("the cohort") @Nullable
            String cohort,

            @Required @Describe("more than this share of its answers is wrong or missing") @Nullable
            Ratio over,

            @Required @FileKey("for") @Describe("for so many seconds in a row") @Nullable
            Duration window)
            implements PartialRecord {}

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
}
