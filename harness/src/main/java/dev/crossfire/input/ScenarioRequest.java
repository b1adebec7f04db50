package dev.crossfire.input;

import dev.crossfire.environment.OpenEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which scenario a user wants to run, where and with what changed.
 *
 * @param scenario a file, or the name of a shipped one; null when the user named none
 * @param environment a file, or a name
 * @param sets changed values, each as {@code path=value}
 * @param classPath of the user's own simulation; may be empty
 * @param fast whether to leave out most of its rest
 */
public record ScenarioRequest(
        @Nullable String scenario,
        String environment,
        List<String> sets,
        long seed,
        boolean noFaults,
        String classPath,
        boolean fast) {
    public ScenarioRequest {
        sets = List.copyOf(sets);
    }

    /** A scenario with changed values, in the lab. */
    public static ScenarioRequest changed(String scenario, List<String> sets) {
        return new ScenarioRequest(scenario, OpenEnvironment.LAB, sets, 1, false, "", false);
    }

    /** A scenario as its file has it, in the lab. */
    public static ScenarioRequest unchanged(String scenario) {
        return changed(scenario, List.of());
    }
}
