package dev.crossfire.lab.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner can read from the moment they exist. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Makes an empty file. */
    public static Path create(Path file) throws IOException {
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Makes an empty file unless it is there; what is there keeps its content. */
    public static Path createIfMissing(Path file) throws IOException {
        try {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? file : create(file);
        } catch (FileAlreadyExistsException another) {
            return file;
        }
    }

    /** Makes a folder. */
    public static Path createFolder(Path folder) throws IOException {
        return Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /**
     * Lets root's servers, which run as another user, pass a private folder; what is theirs in it is theirs alone, and
     * no other user can list the folder. Nothing happens to a folder of another user, whose servers run as its owner.
     */
    public static Path letServersPass(Path folder) throws IOException {
        if (FileOwner.isRoot(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
        return folder;
    }
}
