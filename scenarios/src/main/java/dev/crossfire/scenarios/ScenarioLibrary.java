package dev.crossfire.scenarios;

import dev.crossfire.model.Scenario;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.yaml.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scenarios that are shipped. */
public final class ScenarioLibrary {
    private static final String FOLDER = "library/";
    private static final String INDEX = FOLDER + "index.txt";

    private ScenarioLibrary() {}

    /** Their names, the main one first. */
    public static List<String> names() {
        return shipped(INDEX, "index.txt")
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** The file of a shipped scenario; empty when none has that name. */
    public static Optional<SourceFile> find(String name) {
        return names().contains(name)
                ? Optional.of(shipped(FOLDER + name + ".yaml", name + ".yaml"))
                : Optional.empty();
    }

    /** A guess at the shipped scenario that was meant; empty when no name is near. */
    public static Optional<String> nearest(String name) {
        return MessageText.nearest(name, names());
    }

    /** What a scenario drills, in brief: its fault kinds, or that it is load alone. */
    public static String drills(Scenario scenario) {
        List<String> kinds =
                scenario.faults().stream().map(fault -> fault.kind()).distinct().toList();
        return kinds.isEmpty() ? "load alone" : String.join(", ", kinds);
    }

    /**
     * A file of this build.
     *
     * @param resource where it is, from this class's package
     * @param name for messages
     */
    static SourceFile shipped(String resource, String name) {
        try (@Nullable InputStream stream = ScenarioLibrary.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks " + resource);
            }
            return SourceFile.of(name, stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
    }
}
