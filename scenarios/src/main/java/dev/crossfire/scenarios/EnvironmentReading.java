package dev.crossfire.scenarios;

import dev.crossfire.model.EnvironmentSpec;
import dev.crossfire.model.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading an environment.
 *
 * @param environment present exactly when there is no problem
 * @param problems everything that is wrong, in the order of the file; never holds a secret
 */
public record EnvironmentReading(Optional<EnvironmentSpec> environment, List<Problem> problems) {
    public EnvironmentReading {
        problems = List.copyOf(problems);
    }
}
