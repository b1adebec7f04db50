package dev.crossfire.series;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scenarios of the kill matrix: light load, and one fault of a kind each, as the fixtures define it.
 *
 * <p>Faults with a duration would last longer than any wait: a fault that is cleared was healed, and did not end by
 * itself.
 */
public final class KillScenario {
    /** When the fault is due after t = 0. */
    public static final Duration DUE = Duration.ofSeconds(3);

    private static final Duration LOAD = Duration.ofSeconds(75);
    private static final Path FIXTURES =
            Path.of("src", "test", "resources", "kill-matrix").toAbsolutePath();
    private static final String SUFFIX = ".yaml";

    private KillScenario() {}

    /** The fixtures' names, in order: a kind's own, or that and what is particular about it, as {@code KIND-VARIANT}. */
    public static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    /** Writes the scenario of a fixture into a folder, and returns its file. */
    public static Path write(String fixture, Path folder) throws IOException {
        return write(fixture, FIXTURES, folder);
    }

    /** As above, of a fixture that lies elsewhere. */
    static Path write(String fixture, Path fixtures, Path folder) throws IOException {
        String fault = Files.readString(fixtures.resolve(fixture + SUFFIX), StandardCharsets.UTF_8)
                .strip()
                .replace("\n", "\n  ");
        return new LenientScenario("kill-" + fixture, "A run that is treated badly", LOAD, 20)
                .write(folder, """
                - id: harm
                  at: %ds
                  %s""".formatted(DUE.toSeconds(), fault));
    }
}
