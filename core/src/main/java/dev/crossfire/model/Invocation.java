package dev.crossfire.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The command line behind a plan: enough to repeat it. Paths are as they were typed.
 *
 * @param program how Crossfire was called, as {@code ./crossfire}
 * @param directory the working directory, to which relative paths belong
 * @param scenario a scenario's file, or a shipped one's name; null with {@code plan}
 * @param plan the file of an approved plan; null without {@code --plan}
 * @param environment as given to {@code --env}; null with {@code plan} when not given
 * @param sets {@code path=value}, in order
 * @param seed null with {@code plan}, which has one
 * @param classPath where the user's own simulations lie; null for none
 * @param policy the file that {@code CROSSFIRE_POLICY} names; null for none
 * @param variables the process environment's variables that the environment's file reads, by name, sorted
 * @param flags of {@code run} alone
 * @param labels what the run belongs to, by name
 * @param plugins folders and jars of plug-ins beside those of the installation
 * @param fast whether the scenario was shortened
 */
public record Invocation(
        String program,
        String directory,
        @Nullable String scenario,
        @Nullable String plan,
        @Nullable String environment,
        List<String> sets,
        @Nullable Long seed,
        boolean noFaults,
        @Nullable String classPath,
        @Nullable String policy,
        List<String> variables,
        Flags flags,
        Map<String, String> labels,
        List<String> plugins,
        boolean fast) {
    /** Reads lists that an edited plan leaves out as empty. */
    public Invocation {
        sets = List.copyOf(Objects.requireNonNullElse(sets, List.of()));
        variables = List.copyOf(Objects.requireNonNullElse(variables, List.of()));
        flags = Objects.requireNonNullElse(flags, Flags.NONE);
        plugins = List.copyOf(Objects.requireNonNullElse(plugins, List.of()));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(labels, Map.of())));
    }

    /**
     * The options that {@code run} has and {@code plan} has not.
     *
     * @param repeat how many drills; null for a single run
     * @param mayFail how many of them may fail; null when not given
     * @param control the folder of a run without faults; null for none
     * @param confirm the protected environment that was confirmed; null for none
     */
    public record Flags(
            @Nullable Integer repeat,
            @Nullable Integer mayFail,
            boolean noEarlyStop,
            @Nullable String control,
            @Nullable String confirm,
            boolean calibrate) {
        /** No option was given. */
        public static final Flags NONE = new Flags(null, null, false, null, null, false);
    }
}
