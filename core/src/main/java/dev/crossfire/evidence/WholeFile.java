package dev.crossfire.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are there as a whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Replaces a file's text.
     *
     * @throws IOException when it cannot be written; an older file is left as it was
     */
    public static void write(Path file, String text) throws IOException {
        // Beside the file, as only a move within one file system replaces it in one step; a name of its own kind, so
        // that a second writing cleans up after a first one that was killed.
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(half, text);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
