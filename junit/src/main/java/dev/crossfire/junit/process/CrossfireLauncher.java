package dev.crossfire.junit.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The launcher of an installed Crossfire.
 *
 * <p>It is looked for in this order: the system property {@code crossfire.home}, the environment variable
 * {@code CROSSFIRE_HOME}, {@code crossfire} on the PATH, and the archive in the local Maven repository, which is unpacked
 * once into the user's cache folder.
 *
 * @param program the launcher script
 */
public record CrossfireLauncher(Path program) {
    private static final String NAME = "crossfire";
    private static final String PROPERTY = "crossfire.home";
    private static final String VARIABLE = "CROSSFIRE_HOME";

    /**
     * Finds it from this process.
     *
     * @throws IOException when Crossfire is not installed, or its folder is invalid; the message contains the next step
     */
    public static CrossfireLauncher find() throws IOException {
        return find(
                Surroundings.ofThisProcess(),
                CrossfireLauncher.class.getPackage().getImplementationVersion());
    }

    /**
     * Finds it.
     *
     * @param version of the archive in the local Maven repository; null to leave that out
     * @throws IOException when Crossfire is not installed, or its folder is invalid; the message contains the next step
     */
    public static CrossfireLauncher find(Surroundings surroundings, @Nullable String version) throws IOException {
        Optional<String> property = surroundings.property(PROPERTY);
        if (property.isPresent()) {
            return inFolder("the system property " + PROPERTY, property.get());
        }
        Optional<String> variable = surroundings.variable(VARIABLE);
        if (variable.isPresent()) {
            return inFolder("the environment variable " + VARIABLE, variable.get());
        }
        Optional<Path> onPath = onPath(surroundings);
        if (onPath.isPresent()) {
            return new CrossfireLauncher(onPath.get());
        }
        Optional<LocalArchive> archive = version == null ? Optional.empty() : LocalArchive.find(surroundings, version);
        if (archive.isPresent()) {
            return new CrossfireLauncher(
                    archive.get().unpack(CacheFolder.make(surroundings)).resolve(NAME));
        }
        throw new IOException(notInstalled(surroundings, version));
    }

    /** What is named explicitly is used, or refused; nothing else takes its place unnoticed. */
    private static CrossfireLauncher inFolder(String from, String folder) throws IOException {
        Path program = Path.of(folder, NAME).toAbsolutePath().normalize();
        if (!Files.isExecutable(program) || Files.isDirectory(program)) {
            throw new IOException(from + " is " + folder + ", but there is no program " + program
                    + "; expected the folder of an unpacked crossfire-VERSION.zip");
        }
        return new CrossfireLauncher(program);
    }

    private static Optional<Path> onPath(Surroundings surroundings) {
        return Stream.of(surroundings.variable("PATH").orElse("").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, NAME).toAbsolutePath().normalize())
                .filter(program -> Files.isExecutable(program) && !Files.isDirectory(program))
                .findFirst();
    }

    private static String notInstalled(Surroundings surroundings, @Nullable String version) {
        return """
                Crossfire is not installed; looked for it in
                  the system property %s         not set
                  the environment variable %s   not set
                  the PATH                                  no program %s
                  the local Maven repository                %s
                Install it: unpack crossfire-VERSION.zip and set %s to its folder, or add it to the PATH.\
                """.formatted(
                        PROPERTY,
                        VARIABLE,
                        NAME,
                        version == null ? "not searched" : "no " + LocalArchive.place(surroundings, version),
                        VARIABLE);
    }
}
