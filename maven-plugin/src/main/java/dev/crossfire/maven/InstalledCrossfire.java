package dev.crossfire.maven;

import dev.crossfire.junit.process.CrossfireLauncher;
import dev.crossfire.junit.process.EndedCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/**
 * Runs the commands of an installed Crossfire.
 *
 * @param directory their working directory
 */
record InstalledCrossfire(CrossfireLauncher launcher, Path directory, Log log) {
    private static final int MOST_LINES = 25;
    private static final int MOST_PROBLEMS = 1_000;

    /** Runs a command until it ends, with its lines in Maven's log; an interrupt stops it, and it heals first. */
    EndedCommand run(List<String> arguments) throws IOException, InterruptedException {
        return run(arguments, log::info, MOST_LINES);
    }

    /** Runs a command whose standard error is part of its answer, and not of Maven's log. */
    EndedCommand runShowingResultsOnly(List<String> arguments) throws IOException, InterruptedException {
        return run(arguments, problem -> {}, MOST_PROBLEMS);
    }

    private EndedCommand run(List<String> arguments, Consumer<String> progress, int most)
            throws IOException, InterruptedException {
        log.debug(launcher.program() + " " + String.join(" ", arguments));
        return EndedCommand.run(launcher, directory, arguments, line -> log.info(line), progress, most);
    }
}
