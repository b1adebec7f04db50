package dev.crossfire.junit.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder for each drill: its name has a number when the name alone is taken. */
public final class NumberedFolder {
    private static final int MOST = 10_000;

    private NumberedFolder() {}

    /**
     * Makes an empty folder.
     *
     * @param parent is made if it is not there
     * @param name characters that a folder's name should not have are replaced; a number follows it if it is taken
     * @return its absolute path
     */
    public static Path make(Path parent, String name) throws IOException {
        Path all = Files.createDirectories(parent.toAbsolutePath());
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        for (int i = 1; i < MOST; i++) {
            try {
                return Files.createDirectory(all.resolve(i == 1 ? plain : plain + "-" + i));
            } catch (FileAlreadyExistsException taken) {
                // The next number, then.
            }
        }
        throw new IOException(all + " has results of " + MOST + " drills called " + plain + "; delete some");
    }
}
