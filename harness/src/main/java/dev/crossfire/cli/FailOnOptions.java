package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.model.verdict.RunOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which outcomes a build fails on. */
final class FailOnOptions {
    private static final Set<String> OPTIONAL = Set.of("fail", "inconclusive");

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "OUTCOME",
            description =
                    "The outcomes that end with their exit code: fail, inconclusive, or both separated by a comma "
                            + "(default). Error and dirty always do.")
    private List<String> outcomes = List.of("fail", "inconclusive");

    /**
     * Checks the names.
     *
     * @throws BadInputException with every one that is invalid
     */
    void check() throws BadInputException {
        List<String> problems = outcomes.stream()
                .filter(outcome -> !OPTIONAL.contains(outcome))
                .map(outcome -> "--fail-on: '" + outcome + "' is invalid; expected fail or inconclusive")
                .toList();
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    /** The exit code of an outcome; one that is passed over is named, because only the exit code says pass. */
    int exitCode(RunOutcome outcome, Terminal terminal) {
        String name = outcome.name().toLowerCase(Locale.ROOT);
        if (!OPTIONAL.contains(name) || outcomes.contains(name)) {
            return outcome.exitCode();
        }
        terminal.err()
                .println("crossfire: the outcome is " + name + "; the exit code is 0 because of --fail-on "
                        + String.join(",", outcomes));
        return ExitCode.PASS;
    }
}
