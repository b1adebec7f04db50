package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.evidence.SettingsTypes;
import dev.crossfire.evidence.UnknownSettings;
import dev.crossfire.guardian.ConductorProcess;
import dev.crossfire.guardian.RunRecord;
import dev.crossfire.input.RunFolders;
import dev.crossfire.process.RelativePath;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops a run that is under way in another terminal: it heals first. */
@Command(
        name = "abort",
        description = "Stop a run that is under way: it heals its faults, then ends.",
        footer = {
            "",
            "Exit code 0 when no leftover remains, 5 when one may remain.",
            "",
            "Examples:",
            "  crossfire abort runs/2026-11-20T0931-ticket-open-database-failover",
            "  crossfire abort 2026-11-20T0931-ticket-open-database-failover"
        })
final class AbortCommand implements Callable<Integer> {
    /** A little more than a run takes itself before it gives up on healing. */
    private static final long PATIENCE_SECONDS = 200;

    @Parameters(
            paramLabel = "RUN",
            description = "The run's folder, or its name in runs/; of repeated runs, the folder of all.")
    private String run = "";

    private final Terminal terminal;
    private final SettingsTypes types;

    AbortCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        // To stop a run must not need the plug-ins that it uses.
        this.types = UnknownSettings.ofAny(kinds);
    }

    @Override
    public Integer call() throws BadInputException, IOException, InterruptedException {
        RunDirectory directory = find();
        Optional<ProcessHandle> conductor = ConductorProcess.processOf(directory);
        if (conductor.isPresent() && ConductorProcess.isStopped(conductor.get())) {
            terminal.err()
                    .println("crossfire: process " + conductor.get().pid()
                            + ", the run's conductor, is stopped and does not react; try kill -CONT "
                            + conductor.get().pid() + ", or " + recover(directory));
            return ExitCode.DIRTY;
        }
        if (conductor.isPresent() && !ended(conductor.get())) {
            terminal.err()
                    .println("crossfire: process " + conductor.get().pid() + " has not ended within " + PATIENCE_SECONDS
                            + " s; try " + recover(directory));
            return ExitCode.DIRTY;
        }
        // Of repeated drills, another may have begun between the search and the signal.
        if (!RunRecord.read(find()).isClear()) {
            terminal.err().println("crossfire: the run has ended, and leftovers may remain; try " + recover(directory));
            return ExitCode.DIRTY;
        }
        terminal.out()
                .println(
                        conductor.isPresent()
                                ? "  Stopped; no leftover remains."
                                : "  The run had ended already; no leftover remains.");
        return ExitCode.PASS;
    }

    private static boolean ended(ProcessHandle conductor) throws InterruptedException {
        conductor.destroy();
        try {
            conductor.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stubborn) {
            return false;
        }
    }

    private RunDirectory find() throws BadInputException, IOException {
        for (Path folder : Stream.of(Path.of(run), Path.of("runs", run)).toList()) {
            List<Path> found = RunFolders.in(folder);
            if (found.size() == 1 || (RepeatDirectory.is(folder) && !found.isEmpty())) {
                return latest(found);
            }
        }
        throw new BadInputException(
                List.of(run + " is not a run; expected the folder of one, or its name in runs/ as 'ls runs' shows it"));
    }

    /** Of drills that repeat one another only the one that began last can be under way. */
    private RunDirectory latest(List<Path> found) throws IOException {
        RunDirectory latest = new RunDirectory(found.get(0).toAbsolutePath(), types);
        // A single one is not read: a stop must not wait until the classes that do so have been loaded.
        for (Path folder : found.subList(1, found.size())) {
            RunDirectory other = new RunDirectory(folder.toAbsolutePath(), types);
            if (began(other).isAfter(began(latest))) {
                latest = other;
            }
        }
        return latest;
    }

    private static Instant began(RunDirectory run) throws IOException {
        return RunRecord.read(run).started().map(JournalEvent.RunStarted::at).orElse(Instant.EPOCH);
    }

    private static String recover(RunDirectory directory) {
        return "crossfire recover " + RelativePath.of(directory.path());
    }
}
