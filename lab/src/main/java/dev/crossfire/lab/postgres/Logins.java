package dev.crossfire.lab.postgres;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The database's users, each with a password that lives as long as the lab: loopback is shared with others.
 *
 * @param owner creates everything, promotes, copies; only for the lab itself
 * @param replicator streams from the writer to the reader
 * @param shop owns the shop's tables
 * @param observer reads what is needed to see how the database is
 */
public record Logins(Login owner, Login replicator, Login shop, Login observer) {
    private static final int PASSWORD_BYTES = 16;

    /** Returns logins with new random passwords. */
    public static Logins random() {
        SecureRandom random = new SecureRandom();
        return new Logins(
                login("postgres", random),
                login("replicator", random),
                login("shop", random),
                login("observer", random));
    }

    private static Login login(String user, SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Login(user, HexFormat.of().formatHex(bytes));
    }

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
}
