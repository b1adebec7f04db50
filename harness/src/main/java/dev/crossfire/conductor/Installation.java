package dev.crossfire.conductor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Crossfire's own programs lie.
 *
 * @param home the folder that holds the launcher script
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
     * The command that starts one of the programs in a JVM like ours.
     *
     * @param module which program, as {@code lab}
     * @param extraClassPath a user's own classes; may be empty
     * @param mainAndArguments the main class first
     * @throws BrokenException when the program has not been built
     */
    public List<String> java(String module, List<String> jvmOptions, String extraClassPath, String... mainAndArguments)
            throws BrokenException {
        if (!isBuilt(module)) {
            throw new BrokenException(
                    jar(module) + " is missing: build Crossfire first (the ./crossfire script does, or mvn package)");
        }
        String classPath = jar(module) + File.pathSeparator + target(module).resolve("lib") + File.separator + "*";
        List<String> command = new ArrayList<>();
        command.add(javaBinary());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(extraClassPath.isEmpty() ? classPath : classPath + File.pathSeparator + extraClassPath);
        command.addAll(List.of(mainAndArguments));
        return command;
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

    private static String javaBinary() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
