package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.init.PluginProject;
import dev.crossfire.init.PluginProject.Part;
import dev.crossfire.process.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Writes the project of a plug-in. */
final class PluginProjectOptions {
    private static final List<String> ALL =
            Stream.of(Part.values()).map(Part::written).toList();

    @Option(
            names = "--plugin",
            paramLabel = "NAME",
            description = "Write a Maven project of a plug-in, with examples and their tests, into the folder NAME.")
    private @Nullable String plugin;

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND",
            description = "With --plugin: fault, objective or format, separated by commas (default all three).")
    private List<String> kinds = ALL;

    boolean isGiven() {
        return plugin != null;
    }

    /** Writes it, and what to do next. */
    int write(Terminal terminal) throws BadInputException, IOException {
        String name = plugin == null ? "" : plugin;
        PluginProject project = PluginProject.of(name, Installation.current().version(), parts());
        Path folder = Path.of(name);
        project.write(folder).forEach(file -> terminal.out().println("  " + folder.resolve(file)));
        terminal.out().println("Next:");
        terminal.out().println("  mvn -f " + name + " verify");
        terminal.out().println("  crossfire plugins --plugins " + name + "/target/" + name + "-1.0.jar");
        return ExitCode.PASS;
    }

    private List<Part> parts() throws BadInputException {
        List<String> unknown = kinds.stream()
                .filter(kind -> !ALL.contains(kind))
                .map(kind -> "--kind: '" + kind + "' is invalid; expected fault, objective or format")
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadInputException(unknown);
        }
        return Stream.of(Part.values())
                .filter(part -> kinds.contains(part.written()))
                .toList();
    }
}
