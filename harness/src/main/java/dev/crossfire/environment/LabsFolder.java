package dev.crossfire.environment;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder in which a user's labs are recorded. */
final class LabsFolder {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private LabsFolder() {}

    /**
     * Finds it: {@code .crossfire/labs} of the home folder, or a folder of the user among the temporary files where there is
     * no home folder that can be written, as in many containers.
     *
     * @param home the user's home as Java names it, "?" for a user without one
     * @param temporary the system's folder for temporary files, which all users share
     * @throws IOException when the folder among the temporary files is another user's
     */
    static Path of(Path home, Path temporary) throws IOException {
        Path labs = home.resolve(".crossfire").resolve("labs");
        boolean canBeWritten = Files.isWritable(Files.isDirectory(labs) ? labs : home);
        return home.isAbsolute() && canBeWritten ? labs : amongTemporaryFiles(temporary);
    }

    /** The same for every process of the user, so its name is known to others: it is trusted by its owner and rights only. */
    private static Path amongTemporaryFiles(Path temporary) throws IOException {
        Path own = Files.createTempDirectory(temporary, "crossfire-labs-");
        try {
            Path folder = temporary.resolve("crossfire-labs-of-" + uid(own));
            try {
                Files.createDirectory(folder, PRIVATE);
            } catch (FileAlreadyExistsException known) {
                if (!isSameUsers(folder, own)) {
                    throw new IOException(
                            folder
                                    + " is not a private folder of this user; remove it, or name a home folder that can be"
                                    + " written by JAVA_TOOL_OPTIONS=-Duser.home=DIR",
                            known);
                }
            }
            return folder;
        } finally {
            Files.delete(own);
        }
    }

    private static boolean isSameUsers(Path folder, Path own) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && uid(folder) == uid(own)
                && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getPosixFilePermissions(own, LinkOption.NOFOLLOW_LINKS));
    }

    /** Java knows users by name, and a user without a home often has none. */
    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
