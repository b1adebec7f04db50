package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.RunFolders;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.reports.RequestTable;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run's requests for other tools. */
@Command(
        name = "export",
        description = "Write a run's requests as comma-separated values (RFC 4180), a row each.",
        footer = {
            "",
            "A column's name stays; 'seconds' counts from t = 0, 'intended_start' is in UTC.",
            "Exit code 3 when the record of requests is damaged: then all rows before the",
            "damage are written.",
            "",
            "Examples:",
            "  crossfire export runs/2026-11-20T0931-x > requests.csv",
            "  crossfire export runs/2026-11-20T0931-x --out requests.csv"
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder.")
    private Path folder;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write (default standard output).")
    private @Nullable Path out;

    private final Terminal terminal;
    private final Kinds kinds;

    ExportCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, IOException {
        RunDirectory run = RunFolders.open(folder, kinds);
        Optional<String> damage = (out == null ? print(run) : write(run, out)).damage();
        damage.ifPresent(what -> terminal.err().println("crossfire: " + run.requestsFile() + ": " + what));
        return damage.isEmpty() ? ExitCode.PASS : RunOutcome.INCONCLUSIVE.exitCode();
    }

    private RequestSource.RequestIntegrity print(RunDirectory run) throws IOException {
        RequestSource.RequestIntegrity integrity = RequestTable.write(run, terminal.out());
        if (terminal.out().checkError()) {
            throw new IOException("standard output was closed before all was written");
        }
        return integrity;
    }

    private static RequestSource.RequestIntegrity write(RunDirectory run, Path file) throws IOException {
        AtomicReference<RequestSource.RequestIntegrity> integrity = new AtomicReference<>();
        AtomicFile.write(file, writer -> integrity.set(RequestTable.write(run, writer)));
        return Objects.requireNonNull(integrity.get());
    }
}
