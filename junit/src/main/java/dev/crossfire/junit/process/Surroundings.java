package dev.crossfire.junit.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a program knows of the place in which it was started.
 *
 * @param properties the system properties
 * @param variables the environment variables
 */
public record Surroundings(Properties properties, Map<String, String> variables) {
    /** Of this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(System.getProperties(), System.getenv());
    }

    /** A system property that is set and not blank. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.getProperty(name)).filter(value -> !value.isBlank());
    }

    /** An environment variable that is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The user's home folder. */
    Path home() {
        return Path.of(property("user.home").orElse("?"));
    }
}
