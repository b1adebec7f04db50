package dev.crossfire.scenarios;

import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of reading a scenario.
 *
 * @param file its name in messages
 * @param scenario as in effect, overlay and {@code --set} applied; present exactly when there is no problem
 * @param problems everything that is wrong, in the order of the file
 * @param origins where each effective value came from, by JSON pointer
 * @param overlay the overlay that was applied
 * @param positions where the user wrote what
 */
public record ScenarioReading(
        String file,
        Optional<Scenario> scenario,
        List<Problem> problems,
        Map<String, String> origins,
        Optional<String> overlay,
        PositionLookup positions) {
    /** Finds where the user wrote what a JSON pointer leads to. */
    @FunctionalInterface
    public interface PositionLookup {
        /** The position as {@code file:line:column}; empty when nothing near it is written anywhere. */
        Optional<String> of(String pointer);
    }

    public ScenarioReading {
        problems = List.copyOf(problems);
        // In order, so that the same scenario makes the same bytes of a plan.
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
    }

    /** A later problem, such as the planner's, with its JSON pointer replaced by the position in the file. */
    public Problem traced(Problem problem) {
        return positions.of(problem.where()).map(problem::at).orElse(problem);
    }
}
