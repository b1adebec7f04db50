package dev.crossfire.cli;

import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Kinds;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command that has run in this process, as if typed.
 *
 * @param exitCode what the process would have exited with
 * @param output everything it printed, results and errors
 */
public record CapturedCommand(int exitCode, String output) {
    /** Runs a command of the program to its end. */
    public static CapturedCommand run(Kinds kinds, String... words) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        int exitCode =
                Crossfire.run(new Terminal(writer, writer), new StopSignal(), kinds, "no run is started here", words);
        return new CapturedCommand(exitCode, printed.toString());
    }
}
