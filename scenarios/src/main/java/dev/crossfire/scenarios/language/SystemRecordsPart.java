package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.ObservabilityConfig;
import dev.crossfire.model.Secret;
import dev.crossfire.scenarios.problems.ProblemNotes;
import dev.crossfire.scenarios.schema.BoundPart;
import org.jspecify.annotations.Nullable;

/** Where what users wrote can be read, as an environment's file writes it. */
public record SystemRecordsPart(
        @Describe("the JDBC URL of a database with the system's records, read only, as ${secret:NAME}") @Nullable
        Secret jdbc,

        @Describe("the user; by default the one of the URL") @Nullable
        String user,

        @Describe("the password, as ${secret:NAME}") @Nullable
        Secret password,

        @Describe("a SELECT with a column id, and optionally key and item; instead of the scenario's") @Nullable
        String query,

        @Describe("the bearer token for the records over HTTP, as ${secret:NAME}") @Nullable
        Secret token)
        implements BoundPart {
    public static ObservabilityConfig.@Nullable RecordsAccess recordsAccess(@Nullable SystemRecordsPart part) {
        return part == null
                ? null
                : new ObservabilityConfig.RecordsAccess(
                        part.jdbc(), part.user(), part.password(), part.query(), part.token());
    }

    /** Notes what cannot be meant. */
    public static void check(@Nullable SystemRecordsPart part, ProblemNotes notes) {
        if (part == null) {
            return;
        }
        if (part.jdbc() == null && !notes.stands("/ledger/jdbc")) {
            alone("user", part.user(), notes);
            alone("password", part.password(), notes);
            alone("query", part.query(), notes);
        } else if (part.jdbc() != null && !part.jdbc().reveal().startsWith("jdbc:")) {
            notes.add("/ledger/jdbc", "a secret that is not a JDBC URL", "one that begins with jdbc:", null);
        }
    }

    private static void alone(String key, @Nullable Object value, ProblemNotes notes) {
        if (value != null) {
            notes.add("/ledger/" + key, key + " without jdbc", "'jdbc' beside it, as ${secret:NAME}", null);
        }
    }
}
