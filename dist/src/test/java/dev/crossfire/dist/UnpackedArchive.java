package dev.crossfire.dist;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The archive as a user unpacks it.
 *
 * @param home the folder with the launcher
 */
record UnpackedArchive(Path home) {
    private static final String VERSION = "0.1.0";
    private static final int LONGEST_SECONDS = 60;

    /** The archive itself. */
    static Path file() {
        return Path.of("target", "crossfire-" + VERSION + ".zip").toAbsolutePath();
    }

    /** Unpacks it with the modes that it has. */
    static UnpackedArchive in(Path folder) throws IOException {
        URI zip = URI.create("jar:" + file().toUri());
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                Stream<Path> entries = Files.walk(archive.getPath("/"))) {
            for (Path entry : entries.toList()) {
                Path target = folder.resolve(entry.toString().substring(1));
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target);
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
                }
            }
        }
        return new UnpackedArchive(folder.resolve("crossfire-" + VERSION));
    }

    /** The names of its files below the home, with their sizes. */
    Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(home.relativize(file).toString(), Files.size(file));
            }
        }
        return files;
    }

    /** What a command printed, and its exit code. */
    record Answer(int code, String text) {}

    /**
     * Runs it with a small environment: a PATH without Maven, no JAVA_HOME of the build, and no home folder unless one is
     * given.
     */
    static Answer run(Path workingFolder, Map<String, String> environment, Path launcher, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
        Map<String, String> variables = new HashMap<>(
                Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", System.getProperty("java.home"), "LANG", "C.UTF-8"));
        variables.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(variables);
        Path output = Files.createTempFile(workingFolder, "output", ".txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end within " + LONGEST_SECONDS + " s");
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Answer(process.exitValue(), text);
    }
}
