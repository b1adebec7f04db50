package dev.crossfire.junit.process;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The user's folder for what can be made again: {@code XDG_CACHE_HOME/crossfire}, or {@code ~/.cache/crossfire}. */
final class CacheFolder {
    private static final String REMEDY = "; set XDG_CACHE_HOME to a folder that can be written";

    private CacheFolder() {}

    /**
     * Makes the folder if it is not there; only its owner may look into it.
     *
     * @throws IOException when it cannot be written; the message contains the next step
     */
    static Path make(Surroundings surroundings) throws IOException {
        Optional<Path> home = Optional.of(surroundings.home()).filter(Path::isAbsolute);
        Path folder = surroundings
                .variable("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> home.map(known -> known.resolve(".cache")))
                .orElseThrow(() -> new IOException("this user has no home folder" + REMEDY))
                .resolve("crossfire");
        try {
            Files.createDirectories(folder, ownersOnly());
        } catch (IOException refused) {
            throw new IOException("the cache folder " + folder + " cannot be made (" + refused + ")" + REMEDY, refused);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("the cache folder " + folder + " cannot be written" + REMEDY);
        }
        return folder;
    }

    /** The rights of a private folder, where the file system knows rights. */
    static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
