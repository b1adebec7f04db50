package dev.crossfire.lab.redis;

import dev.crossfire.lab.process.ServerUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The configuration of a server or a sentinel, in a folder of its own: the program writes what it learns there.
 *
 * @param path where it is
 */
public record ConfigurationFile(Path path, ServerUser runAs) {
    /** Makes the folder, readable by its owner only; the file is not there yet. */
    public static ConfigurationFile in(Path folder, ServerUser runAs) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        runAs.give(folder);
        return new ConfigurationFile(folder.resolve("redis.conf"), runAs);
    }

    /** Writes the whole file at once: its owner may read or rewrite it at any moment. */
    void write(List<String> lines) throws IOException {
        Path fresh = path.resolveSibling("fresh.conf");
        Files.write(fresh, lines);
        runAs.give(fresh);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
