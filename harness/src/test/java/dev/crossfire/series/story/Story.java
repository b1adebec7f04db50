package dev.crossfire.series.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.crossfire.cli.CompiledSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * A folder with a user's own simulation, in which commands are given as a user gives them.
 *
 * <p>Settings: {@code crossfire.stories.home} another checkout of Crossfire, built, to replay the stories with.
 */
final class Story {
    private static final Path HOME = Path.of(System.getProperty("crossfire.stories.home", ".."))
            .toAbsolutePath()
            .normalize();
    private static final Path TABLE = Path.of("target/stories/table.md").toAbsolutePath();
    private static final long BOUND_MINUTES = 5;

    /** What a command printed, and how it ended. */
    record Answer(int exitCode, String printed) {}

    private final Path folder;
    private final String classPath;

    Story(Path folder) throws IOException {
        this.folder = folder;
        String source = Files.readString(Path.of("src/test/resources/stories/Story.java"));
        classPath = CompiledSimulation.in(folder, "Story.java", source).toString();
    }

    /** Writes a scenario and runs it. */
    Result run(String name, String scenario, String... more) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("run", write(name, scenario).toString()));
        arguments.addAll(
                List.of("--class-path", classPath, "--out", folder.resolve(name).toString(), "--quiet"));
        arguments.addAll(List.of(more));
        return result(name, crossfire(Map.of(), arguments));
    }

    /** What a run in this folder came to. */
    Result result(String name, Answer answer) throws IOException {
        Path file = folder.resolve(name).resolve("verdict.json");
        JsonNode verdict = Files.exists(file) ? new ObjectMapper().readTree(file.toFile()) : MissingNode.getInstance();
        Result result = new Result(answer.exitCode(), answer.printed(), verdict);
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, result.row(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return result;
    }

    Path write(String name, String scenario) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), scenario);
    }

    String classPath() {
        return classPath;
    }

    Path folder() {
        return folder;
    }

    /** Gives a command to the program, in this folder. */
    Answer crossfire(Map<String, String> variables, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("crossfire").toString()));
        command.addAll(arguments);
        return shell(variables, command);
    }

    /** Gives any command, in this folder. */
    Answer shell(Map<String, String> variables, List<String> command) throws IOException, InterruptedException {
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            if (!process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException(command + " still ran after " + BOUND_MINUTES + " minutes");
            }
        } finally {
            process.destroy();
        }
        return new Answer(process.exitValue(), Files.readString(printed));
    }

    /** A run's output: on the screen, by its exit code and in its verdict, which is missing when it has none. */
    record Result(int exitCode, String printed, JsonNode verdict) {
        JsonNode objective(String id) {
            return StreamSupport.stream(verdict.path("objectives").spliterator(), false)
                    .filter(one -> one.path("id").asText().equals(id))
                    .findFirst()
                    .orElse(MissingNode.getInstance());
        }

        String outcome(String objective) {
            return objective(objective).path("outcome").asText();
        }

        JsonNode recovery() {
            return verdict.path("recovery").path(0);
        }

        /** How long the fault was effective, in seconds, by the run's own evidence of the fault. */
        double faultSeconds() {
            JsonNode fault = verdict.path("faults").path(0);
            return (instant(fault.path("cleared")) - instant(fault.path("effective"))) / 1e3;
        }

        private static double instant(JsonNode text) {
            return Instant.parse(text.asText()).toEpochMilli();
        }

        private String row(String name) {
            JsonNode recovery = recovery();
            String bracket = recovery.path("seconds").isNumber()
                    ? "%.2f s (%.2f to %.2f)"
                            .formatted(
                                    recovery.path("seconds").asDouble(),
                                    recovery.path("low").asDouble(),
                                    recovery.path("high").asDouble())
                    : recovery.path("state").asText("");
            return "| %s | %s | %d | %s |%n"
                    .formatted(name, verdict.path("outcome").asText("no verdict"), exitCode, bracket);
        }
    }
}
