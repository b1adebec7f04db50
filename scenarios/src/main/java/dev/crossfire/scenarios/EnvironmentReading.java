package dev.crossfire.scenarios;

import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.EnvironmentSpec;
import java.util.List;
import java.util.Optional;

/**
 * The result of reading an environment.
 *
 * @param environment present exactly when there is no problem
 * @param problems everything that is wrong, in the order of the file; never contains a secret
 * @param positions where the user wrote what
 */
public record EnvironmentReading(
        Optional<EnvironmentSpec> environment, List<Problem> problems, ScenarioReading.PositionLookup positions) {
    public EnvironmentReading {
        problems = List.copyOf(problems);
    }

    /** An environment without a file. */
    public EnvironmentReading(EnvironmentSpec environment) {
        this(Optional.of(environment), List.of(), pointer -> Optional.empty());
    }

    /** A later problem with its JSON pointer replaced by the position in the file. */
    public Problem traced(Problem problem) {
        return positions.of(problem.where()).map(problem::at).orElse(problem);
    }
}
