package dev.crossfire.evidence;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files atomically: they exist as a whole or not at all. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes a text bit by bit. */
    @FunctionalInterface
    public interface Text {
        /** Writes all of it. */
        void to(Writer writer) throws IOException;
    }

    /**
     * Replaces a file's text.
     *
     * @throws IOException when it cannot be written; an older file is left as it was
     */
    public static void write(Path file, String text) throws IOException {
        write(file, writer -> writer.write(text));
    }

    /**
     * Replaces a file's text by one that is too long to be held.
     *
     * @throws IOException when it cannot be written; an older file is left as it was
     */
    public static void write(Path file, Text text) throws IOException {
        replace(file, half -> {
            try (Writer writer = Files.newBufferedWriter(half, StandardCharsets.UTF_8)) {
                text.to(writer);
            }
        });
    }

    /**
     * Replaces a file's bytes.
     *
     * @throws IOException when it cannot be written; an older file is left as it was
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        replace(file, half -> Files.write(half, bytes));
    }

    private interface Writing {
        void to(Path half) throws IOException;
    }

    private static void replace(Path file, Writing writing) throws IOException {
        // Beside the file, as only a move within one file system replaces it in one step; a name of its own kind, so
        // that a second writing cleans up after a first one that was killed.
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try {
            writing.to(half);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw UnwrittenFile.of(file, unwritable);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
