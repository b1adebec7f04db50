package dev.crossfire.cli;

import dev.crossfire.conductor.OpenEnvironment;
import java.util.ArrayList;
import java.util.List;
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
            description = "Change a value, as load.duration=2m or objectives.few-errors.at-most=1%%; may be repeated.")
    List<String> sets = List.of();

    @Option(names = "--seed", paramLabel = "S", description = "From which every random choice follows (default 1).")
    @Nullable
    Long seed;

    @Option(names = "--no-faults", description = "A control run: the load alone.")
    boolean noFaults;

    String environment() {
        return environment == null ? OpenEnvironment.LAB : environment;
    }

    long seed() {
        return seed == null ? 1 : seed;
    }

    /** What says what to do, and so cannot stand beside a plan that says it. */
    List<String> besidesAPlan() {
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
        return given;
    }
}
