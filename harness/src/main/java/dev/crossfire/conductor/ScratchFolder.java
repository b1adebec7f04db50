package dev.crossfire.conductor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for what a child unpacks while it lives, within the run's own: libraries clean up after themselves only in
 * processes that end of their own accord.
 */
final class ScratchFolder implements AutoCloseable {
    private final Path folder;

    /** @throws IOException when the folder cannot be made */
    ScratchFolder(Path folder) throws IOException {
        this.folder = Files.createDirectory(folder);
    }

    Path folder() {
        return folder;
    }

    /** Deletes it with everything in it; the process that used it has ended. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException(folder + " cannot be deleted", stuck);
        }
    }
}
