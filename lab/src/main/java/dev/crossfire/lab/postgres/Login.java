package dev.crossfire.lab.postgres;

/**
 * A database user and its password.
 *
 * @param password never shown by {@link #toString()}
 */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
