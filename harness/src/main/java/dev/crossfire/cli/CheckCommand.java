package dev.crossfire.cli;

import dev.crossfire.spi.Kinds;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads a scenario and says everything that is wrong with it. */
@Command(
        name = "check",
        description = "Say everything that is wrong with a scenario, with line and column. Starts nothing.",
        footer = {"", "Example:", "  crossfire check my-sale.yaml"})
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
    public Integer call() throws BadInputException {
        ScenarioInput input = ScenarioInput.read(options, kinds);
        terminal.out()
                .println("  " + input.scenario().name() + ": nothing wrong; "
                        + input.scenario().faults().size() + " faults, "
                        + input.scenario().objectives().size() + " objectives");
        return ExitCode.PASS;
    }
}
