package dev.crossfire.cli;

import dev.crossfire.conductor.OpenEnvironment;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that reads a scenario takes. */
final class RunOptions {
    @Parameters(index = "0", paramLabel = "SCENARIO", description = "A scenario file, or the name of a shipped one.")
    String scenario;

    @Option(
            names = "--env",
            paramLabel = "ENV",
            description = "An environment's file or its name here or in environments/; lab (default) is embedded, "
                    + "lab:PID is one that 'lab up' started.")
    String environment = OpenEnvironment.LAB;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Change a value, as load.duration=2m or objectives.few-errors.at-most=1%%; may be repeated.")
    List<String> sets = List.of();

    @Option(names = "--seed", paramLabel = "S", description = "From which every random choice follows (default 1).")
    long seed = 1;

    @Option(names = "--no-faults", description = "A control run: the load alone.")
    boolean noFaults;
}
