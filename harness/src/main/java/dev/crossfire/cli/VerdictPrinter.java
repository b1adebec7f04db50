package dev.crossfire.cli;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.reports.terminal.TerminalDrills;
import dev.crossfire.reports.terminal.TerminalStyle;
import dev.crossfire.reports.terminal.TerminalVerdict;
import java.io.IOException;
import java.nio.file.Path;

/** Prints a verdict for a person. */
final class VerdictPrinter {
    private VerdictPrinter() {}

    /** Prints the verdict of a run whose reports have been written. */
    static void verdict(Terminal terminal, RunDirectory run) throws IOException {
        TerminalStyle style = new TerminalStyle(Terminal.wantsColour(), true);
        terminal.drawnOut().print("\n" + TerminalVerdict.of(run, style, asTyped(run.file("report.html"))));
        terminal.drawnOut().flush();
    }

    /** Prints the verdict on drills whose reports have been written. */
    static void verdict(Terminal terminal, RepeatDirectory all) throws IOException {
        TerminalStyle style = new TerminalStyle(Terminal.wantsColour(), true);
        terminal.drawnOut().print("\n" + TerminalDrills.of(all, style, asTyped(all.file("report.html"))));
        terminal.drawnOut().flush();
    }

    /** The path as the user would type it here: relative when it lies below. */
    private static String asTyped(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
    }
}
