package dev.crossfire.init;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to be written where none is.
 *
 * @param root the folder that it must stay in; absolute, without links
 * @param path in that folder
 * @param purpose what it is for, in a few words
 */
public record NewFile(Path root, String path, String purpose, String text) {
    /** Whether something of that name is there, be it a link that leads nowhere. */
    public boolean exists() {
        return Files.exists(target(), LinkOption.NOFOLLOW_LINKS);
    }

    private Path target() {
        return root.resolve(path);
    }

    private Path folder() {
        return requireParent(target());
    }

    /** Why it cannot be written; empty when it can. */
    Optional<String> obstacle() throws IOException {
        Path above = folder();
        while (!Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
            above = requireParent(above);
        }
        if (!Files.isDirectory(above)) {
            return Optional.of(above + " is no folder; expected one for " + path);
        }
        if (!above.toRealPath().startsWith(root)) {
            return Optional.of(above + " leads out of " + root + "; expected a folder inside it for " + path);
        }
        return Files.isWritable(above)
                ? Optional.empty()
                : Optional.of(above + " cannot be written; expected a folder of yours for " + path);
    }

    /**
     * Writes it whole or not at all: what stops half-way leaves a file of another name, which the next attempt replaces.
     *
     * @throws FileAlreadyExistsException when it came into being meanwhile
     */
    void write() throws IOException {
        Path folder = Files.createDirectories(folder());
        Path unfinished = folder.resolve("." + target().getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        try {
            Files.writeString(unfinished, text, StandardOpenOption.CREATE_NEW);
            Files.move(unfinished, target());
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Path requireParent(Path path) {
        @Nullable Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException(path + " has no folder");
        }
        return parent;
    }
}
