package dev.crossfire.plan;

import dev.crossfire.model.Plan;
import dev.crossfire.model.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The result of planning.
 *
 * @param plan present exactly when there is no problem
 * @param problems every problem, each at a JSON pointer into the scenario
 */
public record PlanningResult(Optional<Plan> plan, List<Problem> problems) {
    public PlanningResult {
        problems = List.copyOf(problems);
    }
}
