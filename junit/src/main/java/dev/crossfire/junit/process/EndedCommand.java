package dev.crossfire.junit.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A command of Crossfire that has ended.
 *
 * @param lastLines the last lines of its standard error
 */
public record EndedCommand(int exitCode, List<String> lastLines) {
    private static final String INDENT = "\n  ";

    public EndedCommand {
        lastLines = List.copyOf(lastLines);
    }

    /**
     * Runs a command until it ends; an interrupt stops it, and it heals first.
     *
     * @param directory its working directory
     * @param output is handed each line of its standard output
     * @param progress is handed each line of its standard error
     * @param mostLines how many lines of its standard error are kept
     * @throws IOException when it cannot be started
     */
    public static EndedCommand run(
            CrossfireLauncher launcher,
            Path directory,
            List<String> arguments,
            Consumer<String> output,
            Consumer<String> progress,
            int mostLines)
            throws IOException, InterruptedException {
        Deque<String> last = new ArrayDeque<>();
        try (CommandProcess process = CommandProcess.start(launcher, directory, arguments, output, line -> {
            progress.accept(line);
            last.addLast(line);
            if (last.size() > mostLines) {
                last.removeFirst();
            }
        })) {
            // The thread that adds the lines has ended by then.
            int exitCode = process.await();
            return new EndedCommand(exitCode, List.copyOf(last));
        }
    }

    /** The exit code and what it means. */
    public String reason() {
        return ExitMeaning.text(exitCode);
    }

    /** Its last lines, each on a line of its own. */
    public String lines() {
        return lastLines.isEmpty() ? "" : INDENT + String.join(INDENT, lastLines);
    }
}
