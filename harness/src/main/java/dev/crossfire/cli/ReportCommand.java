package dev.crossfire.cli;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Format;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run's reports again. */
@Command(
        name = "report",
        description = "Write a run's reports again from its evidence and its verdict.",
        footer = {
            "",
            "Examples:",
            "  crossfire report runs/2026-11-20T0931-x",
            "  crossfire report runs/2026-11-20T0931-x --format html --format junit"
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder.")
    private Path folder;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Only this one; may be repeated.")
    private List<String> formats = List.of();

    private final Terminal terminal;
    private final Kinds kinds;

    ReportCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, IOException {
        RunDirectory run = JudgeCommand.open(folder, kinds);
        if (!Files.isRegularFile(run.verdictFile())) {
            throw new BadInputException(
                    List.of(folder + ": found no verdict.json in it; judge it first: crossfire judge " + folder));
        }
        Reporting reporting = new Reporting();
        List<String> unknown = formats.stream()
                .filter(name -> !reporting.names().contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadInputException(List.of("--format: found " + String.join(", ", unknown) + ", wanted one of "
                    + String.join(", ", reporting.names())));
        }
        for (Format format : reporting.formats(formats)) {
            format.write(run);
            terminal.out().println("  " + run.file(format.fileName()));
        }
        return ExitCode.PASS;
    }
}
