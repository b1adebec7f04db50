package dev.crossfire.process;

import dev.crossfire.error.RunErrorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders of Crossfire's own programs: of an unpacked release archive, or of a checkout in which they are built.
 *
 * <p>A program is one jar; its manifest names the libraries beside it.
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
     * @throws RunErrorException when the program is not there
     */
    public String classPath(String module, String extra) throws RunErrorException {
        String jar = program(module).toString();
        return extra.isEmpty() ? jar : jar + File.pathSeparator + extra;
    }

    /**
     * The libraries of one of the programs, as its jar names them; those that are for other systems are not there.
     *
     * @throws RunErrorException when the program is not there or cannot be read
     */
    public List<Path> libraries(String module) throws RunErrorException {
        Path program = program(module);
        try (JarFile jar = new JarFile(program.toFile())) {
            @Nullable Manifest manifest = jar.getManifest();
            @Nullable
            String names =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.of(names == null ? new String[0] : names.trim().split(" +", 0))
                    .map(name -> Path.of(program.toUri().resolve(name)))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new RunErrorException(program + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * A user's own class path without what one of the programs brings along.
     *
     * @throws RunErrorException when a folder cannot be read
     */
    public UserClassPath beside(String module, String extra) throws RunErrorException {
        try {
            return UserClassPath.of(extra, libraries(module));
        } catch (IOException | InvalidPathException unreadable) {
            throw new RunErrorException("the class path " + extra + " cannot be read: " + unreadable, unreadable);
        }
    }

    /** The folder of plug-ins that every command finds; it need not exist. */
    public Path plugins() {
        return home.resolve("plugins");
    }

    /** The JSON Schema of scenarios, for editors. */
    public Path scenarioSchema() {
        return home.resolve(isCheckout() ? "scenarios/src/main/resources/dev/crossfire/scenarios" : "schemas")
                .resolve("scenario.schema.json");
    }

    private boolean isCheckout() {
        return Files.isRegularFile(home.resolve("pom.xml"));
    }

    /** The class path of this very program, for another process of it that may stand in another folder. */
    public static String ownClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether one of the programs is there. */
    public boolean has(String module) {
        return Files.isRegularFile(jar(module));
    }

    private Path program(String module) throws RunErrorException {
        if (!has(module)) {
            throw new RunErrorException(jar(module) + " is missing: " + remedy());
        }
        return jar(module);
    }

    /** What a user does about a missing program. */
    public String remedy() {
        return isCheckout()
                ? "build Crossfire first (the ./crossfire script does, or mvn package)"
                : "the installation is not complete; unpack the release archive again";
    }

    private Path jar(String module) {
        Path unpacked = home.resolve(module + ".jar");
        return Files.isRegularFile(unpacked) || !Files.isDirectory(home.resolve(module))
                ? unpacked
                : home.resolve(module).resolve("target").resolve(module + "-" + version + ".jar");
    }
}
