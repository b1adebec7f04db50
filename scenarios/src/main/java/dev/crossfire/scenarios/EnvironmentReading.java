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
 * @param places where the user wrote what
 */
public record EnvironmentReading(
        Optional<EnvironmentSpec> environment, List<Problem> problems, ScenarioReading.Places places) {
    public EnvironmentReading {
        problems = List.copyOf(problems);
    }

    /** An environment without a file. */
    public EnvironmentReading(EnvironmentSpec environment) {
        this(Optional.of(environment), List.of(), pointer -> Optional.empty());
    }

    /** A later problem with its JSON pointer replaced by the place in the file. */
    public Problem traced(Problem problem) {
        return places.of(problem.where()).map(problem::at).orElse(problem);
    }
}
