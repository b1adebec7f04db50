package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.input.PreRunCheck;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.Kinds;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reports every problem that can be found before anything is started. */
@Command(
        name = "check",
        description = "Show every problem of a scenario, with line and column, and whether its simulation and "
                + "its environment have what it names. Starts no lab, contacts no environment, needs no credentials.",
        footer = {
            "",
            "Examples:",
            "  crossfire check my-sale.yaml",
            "  crossfire check my-sale.yaml --env staging.yaml",
            "  crossfire check my-sale.yaml --class-path target/test-classes:target/dependency/*"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    private final Terminal terminal;
    private final Kinds kinds;

    CheckCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, InterruptedException {
        ScenarioInput input = ScenarioInput.read(options.request(), kinds);
        PreRunCheck precheck = PreRunCheck.of(input, options.classPath, false, kinds);
        PrintWriter out = terminal.out();
        out.println("  " + input.scenario().name() + ": no problems; "
                + count(input.scenario().faults().size(), "fault") + ", "
                + count(input.scenario().objectives().size(), "objective") + ", environment " + input.environment());
        precheck.lines().forEach(line -> out.println("  " + line));
        precheck.warnings().forEach(warning -> out.println("  ! " + warning));
        Plan draft = precheck.draft();
        if (draft == null) {
            out.println("  not checked: whether environment " + input.environment()
                    + " has what the faults need; 'crossfire plan' checks it");
        } else {
            draft.warnings().forEach(warning -> out.println("  ! " + warning));
        }
        return ExitCode.PASS;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
