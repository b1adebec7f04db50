package dev.crossfire.cli;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.input.PolicyFile;
import dev.crossfire.input.RunLabels;
import dev.crossfire.input.ScenarioRequest;
import dev.crossfire.model.Invocation;
import dev.crossfire.model.Invocation.Flags;
import dev.crossfire.process.Installation;
import dev.crossfire.process.RelativePath;
import dev.crossfire.spi.Plugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that reads a scenario takes. */
final class RunOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "A scenario file, or the name of a shipped one.")
    @Nullable
    String scenario;

    @Option(
            names = "--env",
            paramLabel = "ENV",
            description = "An environment's file or its name here or in environments/; lab (default) is embedded, "
                    + "lab:PID is one that 'lab up' started.")
    @Nullable
    String environment;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "Change a value, such as load.duration=2m or objectives.few-errors.at-most=1%%; may be repeated.")
    List<String> sets = List.of();

    @Option(names = "--seed", paramLabel = "S", description = "The seed of every random choice (default 1).")
    @Nullable
    Long seed;

    @Option(
            names = "--fast",
            description = "Shorten the scenario to what its objectives need, and say what it cannot show any more.")
    boolean fast;

    @Option(names = "--no-faults", description = "A control run: the load alone.")
    boolean noFaults;

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description = "Where the classes of your own Gatling simulation are.")
    String classPath = "";

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description =
                    "What the run belongs to, such as commit=4f2a91c; shown in every report; may be repeated. Git's "
                            + "commit and branch and the CI system's job are added by themselves.")
    List<String> labels = List.of();

    String environment() {
        return environment == null ? OpenEnvironment.LAB : environment;
    }

    long seed() {
        return seed == null ? 1 : seed;
    }

    /**
     * What was typed, to be kept with the plan.
     *
     * @param plan the file of an approved plan; null without one
     * @param variables that the environment's file reads
     * @param plugins that are loaded
     */
    Invocation invocation(@Nullable Path plan, Collection<String> variables, Flags flags, List<Plugin> plugins) {
        Path directory = Path.of("").toAbsolutePath();
        String policy = System.getenv(PolicyFile.VARIABLE);
        return new Invocation(
                System.getProperty("crossfire.program", "crossfire"),
                directory.toString(),
                scenario,
                plan == null ? null : plan.toString(),
                plan == null ? environment() : environment,
                sets,
                plan == null ? seed() : null,
                noFaults,
                classPath.isEmpty() ? null : classPath,
                policy == null || policy.isBlank() ? null : policy,
                List.copyOf(new TreeSet<>(variables)),
                flags,
                RunLabels.read(labels).complete(directory, System.getenv()),
                besidesInstalled(plugins),
                fast);
    }

    /** Their jars as they would be typed; those of the installation are found without. */
    private static List<String> besidesInstalled(List<Plugin> plugins) {
        Path installed = Installation.current().plugins();
        return plugins.stream()
                .map(Plugin::jar)
                .filter(jar -> !installed.equals(jar.getParent()))
                .map(RelativePath::of)
                .toList();
    }

    /**
     * The scenario and all that changes it.
     *
     * @throws BadInputException when a label is invalid
     */
    ScenarioRequest request() throws BadInputException {
        checkLabels();
        return new ScenarioRequest(scenario, environment(), sets, seed(), noFaults, classPath, fast);
    }

    /**
     * The environment's file beside an approved plan; null when the plan names it.
     *
     * @throws BadInputException when a label is invalid, or an option contradicts the plan
     */
    @Nullable
    String environmentOfPlan() throws BadInputException {
        checkLabels();
        List<String> besides = besidesAPlan();
        if (!besides.isEmpty()) {
            throw new BadInputException(List.of("--plan with " + String.join(" and ", besides)
                    + " is invalid; expected the plan alone, which has all that; --env may name its environment's"
                    + " file"));
        }
        return environment;
    }

    private void checkLabels() throws BadInputException {
        List<String> problems = RunLabels.read(labels).problems();
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    /** Options that define the run, and so cannot be combined with a plan that defines it. */
    private List<String> besidesAPlan() {
        List<String> given = new ArrayList<>();
        if (scenario != null) {
            given.add("SCENARIO");
        }
        if (!sets.isEmpty()) {
            given.add("--set");
        }
        if (seed != null) {
            given.add("--seed");
        }
        if (noFaults) {
            given.add("--no-faults");
        }
        if (fast) {
            given.add("--fast");
        }
        return given;
    }
}
