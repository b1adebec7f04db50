package dev.crossfire.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file, or a folder with everything in it. */
public final class FileTree {
    private FileTree() {}

    /** Deletes it, following no links; one that is not there is fine. */
    public static void delete(Path top) throws IOException {
        for (Path each : deepestFirst(top)) {
            Files.deleteIfExists(each);
        }
    }

    /** Deletes everything in a folder, following no links, and keeps the folder. */
    public static void deleteContent(Path folder) throws IOException {
        for (Path each : deepestFirst(folder)) {
            if (!each.equals(folder)) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static List<Path> deepestFirst(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(top)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException changing) {
            throw changing.getCause();
        }
    }
}
