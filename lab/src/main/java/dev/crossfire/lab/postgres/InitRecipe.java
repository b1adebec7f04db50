package dev.crossfire.lab.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * How an empty database cluster is made.
 *
 * @param binaries the version of PostgreSQL, as its unpacked folder is called
 * @param options of initdb, without the folder
 * @param steps the input of the single-user server afterwards, in order
 */
record InitRecipe(String binaries, List<String> options, List<InitStep> steps) {
    private static final int KEY_LENGTH = 16;

    InitRecipe {
        options = List.copyOf(options);
        steps = List.copyOf(steps);
    }

    /** Statements for one database. */
    record InitStep(String database, List<String> statements) {
        InitStep {
            statements = List.copyOf(statements);
        }
    }

    /** One database is enough, and a third of the files to copy for it and for every new reader. */
    static InitRecipe oneDatabase(String binaries, String owner) {
        return new InitRecipe(
                binaries,
                List.of(
                        "--username=" + owner,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-sync",
                        "--no-instructions"),
                List.of(
                        new InitStep(
                                "template1",
                                List.of(
                                        "ALTER DATABASE postgres RENAME TO " + Setting.DATABASE,
                                        "ALTER DATABASE template0 IS_TEMPLATE false",
                                        "DROP DATABASE template0")),
                        new InitStep(
                                Setting.DATABASE,
                                List.of("ALTER DATABASE template1 IS_TEMPLATE false", "DROP DATABASE template1"))));
    }

    /** Returns the name under which the cache keeps what this made: another recipe has another name. */
    String key() {
        byte[] digest = sha256().digest((options + "\n" + steps).getBytes(StandardCharsets.UTF_8));
        return "one-database-" + binaries + "-"
                + HexFormat.of().formatHex(digest).substring(0, KEY_LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
