package dev.crossfire.scenarios;

import dev.crossfire.model.LimitSource;
import dev.crossfire.model.Problem;
import java.util.List;

/**
 * The result of reading a policy.
 *
 * @param guards the limits in the requested environment; empty when there is a problem
 * @param problems everything that is wrong, in the order of the file
 */
public record PolicyReading(List<LimitSource> guards, List<Problem> problems) {
    public PolicyReading {
        guards = List.copyOf(guards);
        problems = List.copyOf(problems);
    }
}
