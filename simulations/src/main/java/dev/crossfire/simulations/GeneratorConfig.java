package dev.crossfire.simulations;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.load.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parent's configuration of the load generator, as one JSON file.
 *
 * @param load the simulation and its traffic; without cohorts the simulation brings its own profile
 * @param baseUrl where shipped simulations send their requests
 * @param runDirectory an existing directory that contains no records yet
 * @param within L by cohort, so that live frames can count good requests; a cohort without one counts correct answers
 * @param seed from which the random choices of shipped simulations follow
 */
public record GeneratorConfig(Load load, String baseUrl, String runDirectory, Map<String, Duration> within, long seed) {
    /** The system property that names the configuration's file to the simulation. */
    public static final String FILE_PROPERTY = "crossfire.config";
    /** The system property from which shipped simulations take the base URL. */
    public static final String BASE_URL_PROPERTY = "crossfire.baseUrl";

    public GeneratorConfig {
        within = Collections.unmodifiableMap(new LinkedHashMap<>(within));
    }

    /**
     * Reads a configuration.
     *
     * @throws IOException when the file cannot be read or is none
     */
    public static GeneratorConfig read(Path file) throws IOException {
        return Json.read(Files.readString(file), GeneratorConfig.class);
    }

    /**
     * Writes this configuration for {@link #read}.
     *
     * @throws IOException when the file cannot be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, Json.pretty(this));
    }

    /** The run directory as a path. */
    Path directory() {
        return Path.of(runDirectory);
    }
}
