package dev.crossfire.environment;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.scenarios.EnvironmentReader;
import dev.crossfire.scenarios.EnvironmentReader.EnvironmentReading;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The environment that {@code --env} names, when it is there already.
 *
 * @param source from which other processes can connect to it, too
 */
public record NamedEnvironment(EnvironmentReading reading, EnvironmentSource source) {
    /**
     * Reads it; empty for a lab of the run's own.
     *
     * @param named {@code lab:PID}, a path, or the name of a file here or in {@code environments/}
     * @throws BadInputException when there is no such file or lab, or it cannot be read
     */
    public static Optional<NamedEnvironment> read(String named, Kinds kinds) throws BadInputException {
        if (named.equals(OpenEnvironment.LAB)) {
            return Optional.empty();
        }
        return Optional.of(named.startsWith(EnvironmentSource.LAB) ? lab(named) : file(named, kinds));
    }

    public Optional<EnvironmentSpec> spec() {
        return reading.environment();
    }

    public List<Problem> problems() {
        return reading.problems();
    }

    private static NamedEnvironment lab(String named) throws BadInputException {
        try {
            EnvironmentSource source = RunningLabs.ofUser()
                    .find(named.substring(EnvironmentSource.LAB.length()))
                    .map(EnvironmentSource::ofLab)
                    .orElseThrow(() -> new BadInputException(List.of("--env: missing lab " + named
                            + "; expected one that 'crossfire lab status' shows; 'crossfire lab up' starts one")));
            return new NamedEnvironment(new EnvironmentReading(OpenEnvironment.labSpec(source)), source);
        } catch (IOException | RunErrorException unreadable) {
            throw new BadInputException(List.of("--env: " + named + ": " + unreadable.getMessage()));
        }
    }

    /** Whether a name that is given for something else is an environment's. */
    public static boolean isNameOfOne(String named) {
        return named.equals(OpenEnvironment.LAB)
                || named.startsWith(EnvironmentSource.LAB)
                || Files.isRegularFile(Path.of("environments/" + named + ".yaml"));
    }

    private static Stream<Path> files(String named) {
        return Stream.of(named, named + ".yaml", "environments/" + named + ".yaml")
                .map(Path::of)
                .filter(Files::isRegularFile);
    }

    private static NamedEnvironment file(String named, Kinds kinds) throws BadInputException {
        Path file = files(named)
                .findFirst()
                .orElseThrow(() -> new BadInputException(List.of("--env: missing file " + named + ", " + named
                        + ".yaml or environments/" + named
                        + ".yaml; expected an environment file, lab or lab:PID"
                        + (ScenarioLibrary.find(named).isPresent()
                                ? "; that is a shipped scenario: give it as SCENARIO"
                                : ""))));
        Map<String, String> secrets = new HashMap<>();
        try {
            SourceFile source = SourceFile.of(file);
            EnvironmentReading reading = new EnvironmentReader(kinds, name -> variable(name, secrets)).read(source);
            String path = file.toAbsolutePath().normalize().toString();
            return new NamedEnvironment(reading, new EnvironmentSource(path, source.text(), null, secrets));
        } catch (IOException unreadable) {
            throw new BadInputException(List.of(file + ": cannot be read: " + unreadable));
        }
    }

    /** Records the variables that were read: a process that reads the file again elsewhere needs the same. */
    private static Optional<String> variable(String name, Map<String, String> variables) {
        Optional<String> value = Optional.ofNullable(System.getenv(name));
        value.ifPresent(text -> variables.put(name, text));
        return value;
    }
}
