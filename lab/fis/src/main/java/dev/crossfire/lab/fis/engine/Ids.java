package dev.crossfire.lab.fis.engine;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Names templates and experiments as AWS does.
 *
 * <p>Never from the run's seed: a journal from yesterday must not name an experiment of today.
 */
final class Ids {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 15;

    private final RandomGenerator random = new SecureRandom();

    String template() {
        return next("EXT");
    }

    String experiment() {
        return next("EXP");
    }

    private String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        return id.toString();
    }
}
