package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.EvidenceVerification;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.RunFolders;
import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage;
import dev.crossfire.run.ReportWriter;
import dev.crossfire.spi.Format;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or that of repeated drills.")
    private Path folder;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Only this format, such as tap; may be repeated. 'crossfire list' shows all.")
    private List<String> formats = List.of();

    private final Terminal terminal;
    private final Kinds kinds;

    ReportCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException {
        if (RepeatDirectory.is(folder)) {
            drills();
        } else {
            run();
        }
        return ExitCode.PASS;
    }

    private void run() throws BadInputException, RunErrorException, IOException {
        RunDirectory run = RunFolders.open(folder, kinds);
        ReportWriter reporting = new ReportWriter(kinds);
        check(run.path(), run.verdictFile(), reporting);
        requireSameEvidence(run);
        for (Format format : reporting.formats(formats)) {
            format.write(run);
            terminal.out().println("  " + run.file(format.fileName()));
        }
    }

    private void drills() throws BadInputException, IOException {
        RepeatDirectory all = new RepeatDirectory(folder.toAbsolutePath().normalize(), kinds);
        ReportWriter reporting = new ReportWriter(kinds);
        check(all.path(), all.verdictFile(), reporting);
        for (Format format : reporting.formats(formats)) {
            format.write(all);
            terminal.out().println("  " + all.file(format.fileName()));
        }
    }

    /** A report draws from the evidence, and must not show under a verdict what that was not reached on. */
    private void requireSameEvidence(RunDirectory run) throws RunErrorException, IOException {
        EvidenceFigures judged = run.verdict().evidence();
        EvidenceFigures now = EvidenceVerification.of(run);
        if (judged != null && !now.equals(judged)) {
            throw new RunErrorException(folder + ": the evidence is not what was judged ("
                    + (now.damage().isEmpty()
                            ? "it was damaged then, and is whole now"
                            : now.damage().stream().map(EvidenceDamage::text).collect(Collectors.joining("; ")))
                    + "); judge it again: crossfire judge " + folder);
        }
    }

    /** Removes the reports that are to be written; if that fails in the end, no old one remains beside the verdict. */
    private void check(Path of, Path verdict, ReportWriter reporting) throws BadInputException, IOException {
        reporting.requireKnown(formats);
        reporting.remove(of, formats);
        if (!Files.isRegularFile(verdict)) {
            throw new BadInputException(
                    List.of(folder + " has no verdict.json; judge it first: crossfire judge " + folder));
        }
    }
}
