package dev.crossfire.process;

import dev.crossfire.error.RunErrorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The folders of Crossfire's own programs.
 *
 * @param home the folder that contains the launcher script
 * @param version of Crossfire
 */
public record Installation(Path home, String version) {
    /** From the system properties that the launcher script sets. */
    public static Installation current() {
        String version = Installation.class.getPackage().getImplementationVersion();
        return new Installation(
                Path.of(System.getProperty("crossfire.home", "."))
                        .toAbsolutePath()
                        .normalize(),
                version == null ? "0.1.0" : version);
    }

    /**
     * The class path of one of the programs.
     *
     * @param module which program, as {@code lab}
     * @param extra a user's own classes; may be empty
     * @throws RunErrorException when the program has not been built
     */
    public String classPath(String module, String extra) throws RunErrorException {
        if (!isBuilt(module)) {
            throw new RunErrorException(
                    jar(module) + " is missing: build Crossfire first (the ./crossfire script does, or mvn package)");
        }
        String own = jar(module) + File.pathSeparator + target(module).resolve("lib") + File.separator + "*";
        return extra.isEmpty() ? own : own + File.pathSeparator + extra;
    }

    /**
     * A user's own class path without what one of the programs brings along.
     *
     * @throws RunErrorException when a folder cannot be read
     */
    public UserClassPath beside(String module, String extra) throws RunErrorException {
        try {
            return UserClassPath.of(extra, target(module).resolve("lib"));
        } catch (IOException | InvalidPathException unreadable) {
            throw new RunErrorException("the class path " + extra + " cannot be read: " + unreadable, unreadable);
        }
    }

    /** The class path of this very program, for another process of it that may stand in another folder. */
    public static String ownClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether one of the programs has been built. */
    public boolean isBuilt(String module) {
        return Files.isRegularFile(jar(module));
    }

    private Path jar(String module) {
        return target(module).resolve(module + "-" + version + ".jar");
    }

    private Path target(String module) {
        return home.resolve(module).resolve("target");
    }
}
