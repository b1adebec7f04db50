package dev.crossfire.simulations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What libraries have unpacked for this process; a process that is stopped while they unpack would leave it behind. */
final class UnpackedLibraries {
    private UnpackedLibraries() {}

    /**
     * Deletes it when the process ends, if it lies within the run's directory: elsewhere it may belong to another
     * process.
     *
     * @param directory the run's
     */
    static void takeAwayAtTheEnd(Path directory) {
        Path run = directory.toAbsolutePath().normalize();
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
        if (folder.startsWith(run) && !folder.equals(run)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> takeAway(folder), "unpacked"));
        }
    }

    private static void takeAway(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.filter(file -> !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            System.err.println("some unpacked files remain: " + left);
        }
    }
}
