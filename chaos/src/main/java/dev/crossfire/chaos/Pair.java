package dev.crossfire.chaos;

/**
 * A writer with its standbys, reached through the endpoint that follows the writer.
 *
 * @param jdbc the endpoint's JDBC URL, {@code jdbc:postgresql://…}; may hold a secret
 * @param user may be empty when the URL names one
 * @param password a secret; may be empty
 * @param dialect how its nodes say who they are
 */
public record Pair(String jdbc, String user, String password, Dialect dialect) {
    /** The endpoint without anything that could be a secret. */
    public String endpoint() {
        return jdbc.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
    }

    @Override
    public String toString() {
        return "Pair[" + endpoint() + ", " + dialect + "]";
    }
}
