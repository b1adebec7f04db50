package dev.crossfire.input;

import dev.crossfire.environment.NamedEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.scenarios.yaml.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The file of the scenario that a user named. */
final class NamedScenario {
    private NamedScenario() {}

    /**
     * Reads it.
     *
     * @param named a path, or the name of a shipped scenario
     * @throws BadInputException when there is no such file, with what was probably meant
     */
    static SourceFile file(String named) throws BadInputException {
        Optional<SourceFile> shipped = ScenarioLibrary.find(named);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        Path file = Path.of(named);
        if (!Files.isRegularFile(file)) {
            String hint = NamedEnvironment.isNameOfOne(named)
                    ? "; that is an environment: give it with --env"
                    : Stream.of(named + ".yaml", named + ".yml")
                            .filter(near -> Files.isRegularFile(Path.of(near)))
                            .findFirst()
                            .or(() -> ScenarioLibrary.nearest(named))
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("");
            throw new BadInputException(List.of(named + " is neither a file nor a shipped scenario; "
                    + "expected one of those 'crossfire list' shows or a path" + hint));
        }
        try {
            return SourceFile.of(file);
        } catch (IOException unreadable) {
            throw new BadInputException(List.of(named + ": cannot be read: " + unreadable));
        }
    }
}
