package dev.crossfire.reports;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.reports.drill.Drill;
import dev.crossfire.reports.terminal.TerminalStyle;
import dev.crossfire.reports.terminal.TerminalVerdict;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;

/**
 * Writes sample runs with all their reports, to be looked at; the directory must not hold them yet.
 *
 * <p>{@code mvn -pl reports -am test-compile && java -cp … dev.crossfire.reports.Samples DIRECTORY}
 */
final class Samples {
    private Samples() {}

    public static void main(String[] arguments) throws IOException {
        for (Drill drill : Drill.values()) {
            RunDirectory run = drill.write(Path.of(arguments[0], drill.name().toLowerCase(Locale.ROOT)));
            for (Format format : ServiceLoader.load(Format.class)) {
                format.write(run);
            }
            Path screen = run.file("terminal.txt");
            Files.writeString(screen, TerminalVerdict.of(run, new TerminalStyle(false, true), "runs/1/report.html"));
        }
    }
}
