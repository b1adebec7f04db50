package dev.crossfire.lab.redis;

import dev.crossfire.lab.cache.PrivateFile;
import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.ServerUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one program that is both the cache's servers and the sentinel over them.
 *
 * @param program the unpacked server
 * @param runAs its user
 */
public record RedisExecutable(Path program, ServerUser runAs) {
    static final String HOST = "127.0.0.1";

    /**
     * Returns what starts a server or a sentinel.
     *
     * @param name how it is called
     * @param file its configuration
     * @param more further arguments on its command line
     */
    public ChildSpec spec(String name, ConfigurationFile file, Path log, String... more) {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), file.path().toString()));
        command.addAll(List.of(more));
        return new ChildSpec(name, runAs.command(command), Map.of(), log);
    }

    /**
     * The configuration of a server or a sentinel, in a folder of its own: the program writes what it learns there.
     *
     * @param path where it is
     */
    public record ConfigurationFile(Path path, ServerUser runAs) {
        /** Makes the folder, readable by its owner only; the file is not there yet. */
        public static ConfigurationFile in(Path folder, ServerUser runAs) throws IOException {
            runAs.give(PrivateFile.createFolder(folder));
            return new ConfigurationFile(folder.resolve("redis.conf"), runAs);
        }

        /** Writes the whole file at once: its owner may read or rewrite it at any moment. */
        public void write(List<String> lines) throws IOException {
            Path fresh = path.resolveSibling("fresh.conf");
            Files.deleteIfExists(fresh);
            Files.write(PrivateFile.create(fresh), lines);
            runAs.give(fresh);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
