package dev.crossfire.input;

import dev.crossfire.error.BadInputException;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.scenarios.SuiteLibrary;
import dev.crossfire.scenarios.SuiteLibrary.ShippedSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The scenarios that a user named for a suite: a shipped suite, a folder, and single ones, each once. */
public final class SuiteScenarios {
    private SuiteScenarios() {}

    /**
     * Each scenario as a user would name it alone.
     *
     * @throws BadInputException when a folder has no scenario or cannot be read, or nothing is named
     */
    public static List<String> of(List<String> named) throws BadInputException {
        Set<String> scenarios = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (String name : named) {
            Optional<ShippedSuite> suite = SuiteLibrary.find(name);
            Path path = Path.of(name);
            if (suite.isPresent()) {
                scenarios.addAll(suite.get().scenarios());
            } else if (ScenarioLibrary.find(name).isEmpty() && Files.isDirectory(path)) {
                inFolder(path, scenarios, problems);
            } else {
                scenarios.add(name);
            }
        }
        if (named.isEmpty()) {
            problems.add("missing SUITE; expected one of " + String.join(", ", SuiteLibrary.names())
                    + ", a folder with scenarios, or scenarios");
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return List.copyOf(scenarios);
    }

    private static void inFolder(Path folder, Set<String> scenarios, List<String> problems) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> found = files.filter(
                            file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
            scenarios.addAll(found);
            if (found.isEmpty()) {
                problems.add(
                        folder + " is invalid as a suite; expected a folder with scenarios, files that end in .yaml");
            }
        } catch (IOException unreadable) {
            problems.add(folder + ": cannot be read: " + unreadable);
        }
    }
}
