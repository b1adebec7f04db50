package dev.crossfire.chaos.database;

import dev.crossfire.model.environment.Secret;

/**
 * A writer with its standbys, reached through the endpoint that follows the writer.
 *
 * @param jdbc the endpoint's JDBC URL, {@code jdbc:postgresql://…}; it may contain a password
 * @param user may be empty when the URL names one
 * @param password may be empty
 * @param queries how its nodes identify themselves
 */
public record DatabasePair(Secret jdbc, String user, Secret password, PairQueries queries) {
    /** The endpoint without anything that could be a secret. */
    public String endpoint() {
        return jdbc.reveal().replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
    }

    /** A driver's message without the URL that it may quote in full. */
    String redact(String message) {
        return message.replace(jdbc.reveal(), endpoint());
    }

    @Override
    public String toString() {
        return "Pair[" + endpoint() + ", " + queries + "]";
    }
}
