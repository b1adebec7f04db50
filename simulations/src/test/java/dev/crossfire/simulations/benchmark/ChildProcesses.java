package dev.crossfire.simulations.benchmark;

import dev.crossfire.simulations.GeneratorCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes that benchmarks measure, each in a directory of its own. */
final class ChildProcesses {
    private ChildProcesses() {}

    /** The server, which prints its port on its first line. */
    static Process server() throws IOException {
        return java(BenchmarkServer.class.getName(), Map.of(), List.of())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Plain Gatling; its log is below {@code results} in the directory. */
    static Process plainGatling(Path directory, Map<String, String> properties) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put("logback.configurationFile", "dev/crossfire/simulations/generator-logback.xml");
        return into(
                directory,
                java(
                        PlainGatling.class.getName(),
                        all,
                        List.of(directory.resolve("results").toString())));
    }

    /** Starts a process in the directory; its output is in its file {@code said}. */
    static Process into(Path directory, ProcessBuilder builder) throws IOException {
        return builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }

    static ProcessBuilder java(String mainClass, Map<String, String> properties, List<String> arguments) {
        List<String> command = new ArrayList<>(GeneratorCommand.java());
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** This process's class path, made absolute: the children work in directories of their own. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
