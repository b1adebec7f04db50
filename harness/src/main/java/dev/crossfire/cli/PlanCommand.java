package dev.crossfire.cli;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.Json;
import dev.crossfire.input.PreRunCheck;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.model.Invocation;
import dev.crossfire.model.Invocation.Flags;
import dev.crossfire.model.Plan;
import dev.crossfire.plan.PlanText;
import dev.crossfire.process.ScratchFolder;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.reports.words.CommandText;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a run would do. */
@Command(
        name = "plan",
        description = "Show what a run would do, to which targets, at which risk and cost. Injects nothing.",
        footer = {
            "",
            "The lab is started to list its targets, and stopped again.",
            "",
            "Examples:",
            "  crossfire plan ticket-open-database-failover",
            "  crossfire plan my-sale.yaml --env staging.yaml --out plan.json",
            "  crossfire run --plan plan.json --env staging.yaml"
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the plan here as well, to be approved and run with 'run --plan FILE'.")
    private @Nullable Path out;

    private final Terminal terminal;
    private final Kinds kinds;

    PlanCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException, InterruptedException {
        ScenarioInput input = ScenarioInput.read(options.request(), kinds);
        PreRunCheck precheck = PreRunCheck.of(input, options.classPath, false, kinds);
        input.typedAs(options.invocation(null, input.target().variables(), Flags.NONE, kinds.plugins()));
        ProgressLine progress = new ProgressLine(terminal.drawnErr(), Terminal.isWatched(), false);
        try (ScratchFolder scratch = ScratchFolder.temporary();
                OpenEnvironment open = input.target().open(kinds, scratch.path().resolve("lab.log"), progress)) {
            Plan plan = input.plan(kinds, open, "plan-" + input.scenario().name());
            progress.close();
            if (out != null) {
                AtomicFile.write(out, Json.pretty(plan));
            }
            terminal.out()
                    .print(
                            json
                                    ? Json.pretty(plan)
                                    : PlanText.render(plan, open.spec()) + simulation(precheck) + command(plan));
            terminal.out().flush();
        } finally {
            progress.close();
        }
        return ExitCode.PASS;
    }

    private static String command(Plan plan) {
        Invocation typed = plan.invocation();
        return typed == null ? "" : "\nRun it\n  " + CommandText.of(typed).line() + "\n";
    }

    private static String simulation(PreRunCheck precheck) {
        List<String> lines = Stream.concat(
                        precheck.lines().stream(), precheck.warnings().stream().map(warning -> "! " + warning))
                .map(line -> "  " + line + "\n")
                .toList();
        return lines.isEmpty() ? "" : "\nSimulation\n" + String.join("", lines);
    }
}
