package dev.crossfire.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The embedded lab on its own. */
@Command(
        name = "lab",
        description = "Run the embedded lab on its own, to explore it and inject faults by hand.",
        footer = {"", "Examples:", "  crossfire lab up", "  crossfire lab status --json", "  crossfire lab down"})
final class LabCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing subcommand of 'lab'; expected up, down or status");
    }
}
