package dev.crossfire.cli;

import dev.crossfire.conductor.OpenEnvironment;
import dev.crossfire.scenarios.EnvironmentReader;
import dev.crossfire.scenarios.EnvironmentReading;
import dev.crossfire.scenarios.Source;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds and reads the file of the environment that {@code --env} names. */
final class EnvironmentFile {
    private EnvironmentFile() {}

    /**
     * Reads it; empty for the lab, which needs no file.
     *
     * @param named a path, or the name of a file here or in {@code environments/}
     * @throws BadInputException when there is no such file or it cannot be read
     */
    static Optional<EnvironmentReading> read(String named, Kinds kinds) throws BadInputException {
        if (named.equals(OpenEnvironment.LAB)) {
            return Optional.empty();
        }
        Path file = Stream.of(named, named + ".yaml", "environments/" + named + ".yaml")
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BadInputException(List.of("--env: found no file " + named + ", " + named
                        + ".yaml or environments/" + named + ".yaml, wanted an environment file or lab")));
        try {
            EnvironmentReader reader = new EnvironmentReader(kinds, name -> Optional.ofNullable(System.getenv(name)));
            return Optional.of(reader.read(Source.of(file)));
        } catch (IOException unreadable) {
            throw new BadInputException(List.of(file + ": cannot be read: " + unreadable));
        }
    }
}
