package dev.crossfire.conductor;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.quantity.ParameterText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets that a load's parameters refer to, from the process environment. */
public final class LoadSecrets {
    private LoadSecrets() {}

    /** The names of those that are not set. */
    public static List<String> missing(Load load) {
        return ParameterText.secrets(load.parameters().values()).stream()
                .filter(name -> System.getenv(name) == null)
                .toList();
    }

    /**
     * All of them by name.
     *
     * @throws RunErrorException when one is not set
     */
    static Map<String, Secret> of(Load load) throws RunErrorException {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (String name : ParameterText.secrets(load.parameters().values())) {
            @Nullable String value = System.getenv(name);
            if (value == null) {
                throw new RunErrorException("the secret " + name + " is not set in the process environment");
            }
            secrets.put(name, new Secret(value));
        }
        return secrets;
    }
}
