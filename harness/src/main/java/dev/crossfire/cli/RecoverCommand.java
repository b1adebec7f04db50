package dev.crossfire.cli;

import dev.crossfire.environment.NamedEnvironment;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.guardian.RunRecovery;
import dev.crossfire.guardian.TagRecovery;
import dev.crossfire.input.RunFolders;
import dev.crossfire.run.RunFolder;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Heals what earlier runs have left. */
@Command(
        name = "recover",
        description = {
            "Heal the leftovers of earlier runs, and verify that they are gone.",
            "By the journals of the given runs, or of all in runs/; or, with --env alone, by what carries Crossfire's "
                    + "tag in an environment, when no journal is left."
        },
        footer = {
            "",
            "Exit code 0 when no leftover remains, 5 when one remains or may remain.",
            "",
            "Examples:",
            "  crossfire recover --dry-run",
            "  crossfire recover runs/2026-11-20T0931-ticket-open-database-failover",
            "  crossfire recover --env staging.yaml"
        })
final class RecoverCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "RUN", description = "Folders of runs, or that hold runs (default runs/).")
    private List<Path> runs = List.of();

    @Option(
            names = "--env",
            paramLabel = "ENV",
            description = "An environment's file, or lab:PID: alone, everything there that carries Crossfire's tag; "
                    + "with RUN, where those runs ran.")
    private @Nullable String environment;

    @Option(names = "--dry-run", description = "Show the leftovers and what would be done; change nothing.")
    private boolean dryRun;

    @Option(
            names = "--now",
            description =
                    "With --env: do not wait until the claim of an ended run on the environment expires. Only when "
                            + "no run is under way there!")
    private boolean now;

    private final Terminal terminal;
    private final Kinds kinds;
    private final SystemTime clock = new SystemTime();

    RecoverCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException, InterruptedException {
        boolean clear = (environment != null && runs.isEmpty()) ? byTags(environment) : byJournals();
        terminal.out().flush();
        return clear ? ExitCode.PASS : ExitCode.DIRTY;
    }

    private boolean byTags(String named) throws BadInputException, RunErrorException, InterruptedException {
        NamedEnvironment there = NamedEnvironment.read(named, kinds)
                .orElseThrow(() -> new BadInputException(
                        List.of("--env: lab is invalid, because each run starts a new one; expected an"
                                + " environment file or lab:PID")));
        if (!there.problems().isEmpty()) {
            throw BadInputException.of(there.problems());
        }
        try (OpenEnvironment open = OpenEnvironment.of(there.source(), kinds)) {
            List<String> unreachable = new ArrayList<>();
            boolean clear = true;
            for (Environment part : open.environment().parts()) {
                TagRecovery recovery = new TagRecovery(part, open.spec().name(), clock, this::print);
                try {
                    clear &= recovered(recovery);
                } catch (RunErrorException failed) {
                    // One provider that cannot be reached keeps no other from being healed.
                    unreachable.add(failed.getMessage());
                }
            }
            if (!unreachable.isEmpty()) {
                throw new RunErrorException(String.join("\n", unreachable));
            }
            print(clear ? "no leftover remains" : dryRun ? "nothing was changed" : "leftovers may remain");
            return clear;
        }
    }

    private boolean recovered(TagRecovery recovery) throws RunErrorException, InterruptedException {
        List<Leftover> left = recovery.left();
        if (left.isEmpty() || dryRun) {
            left.forEach(one -> print("would remove " + one.what() + " of run " + one.run()));
            return left.isEmpty();
        }
        return recovery.recover(RunFolder.runName("recover", clock.now()), now);
    }

    private boolean byJournals() throws BadInputException, IOException, InterruptedException {
        RunRecovery recovering = new RunRecovery(kinds, clock, environment, dryRun, this::print);
        boolean clear = true;
        for (Path folder : folders()) {
            clear &= recovering.recover(folder);
        }
        if (clear) {
            print("no leftover of the runs here remains");
        }
        return clear;
    }

    private List<Path> folders() throws BadInputException, IOException {
        List<Path> found = new ArrayList<>();
        for (Path given : runs.isEmpty() ? List.of(Path.of("runs")) : runs) {
            if (!runs.isEmpty() && !Files.isDirectory(given)) {
                throw new BadInputException(List.of(given + " is not a folder; expected that of a run"));
            }
            found.addAll(RunFolders.in(given.toAbsolutePath().normalize()));
        }
        return found;
    }

    private void print(String what) {
        terminal.out().println("  " + what);
        terminal.out().flush();
    }
}
