package dev.crossfire.input;

import dev.crossfire.conductor.LoadSecrets;
import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.quantity.ParameterText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the load's parameters refer to: secrets, and the environment's base URL. */
final class LoadReferences {
    private LoadReferences() {}

    /**
     * Finds the references to what is not there.
     *
     * @param environment null for a lab of the run's own, which has a base URL
     */
    static List<Problem> missing(Load load, @Nullable EnvironmentSpec environment) {
        List<String> unset = LoadSecrets.missing(load);
        List<Problem> problems = new ArrayList<>();
        load.parameters().forEach((name, value) -> {
            String where = "/load/parameters/" + name.replace("~", "~0").replace("/", "~1");
            for (String secret : ParameterText.secrets(List.of(value))) {
                if (unset.contains(secret)) {
                    problems.add(new Problem(
                            where,
                            "${secret:" + secret + "} (not set)",
                            "the variable " + secret + " in the process environment",
                            "export " + secret));
                }
            }
            if (environment != null && environment.baseUrl() == null && ParameterText.needsBaseUrl(value)) {
                problems.add(new Problem(
                        where,
                        "${base-url} in environment " + environment.name() + " without one",
                        "'base-url' in the environment file",
                        null));
            }
        });
        return problems;
    }
}
